using Glia.Anytime;
using Glia.Conversion;
using Glia.Random;

namespace Glia.Tests.Conversion;

public sealed class EarlyExitRunnerTests
{
    private const int Steps = 12;

    [Fact]
    public void Running_and_stopping_agrees_with_recording_and_stopping_afterwards_sample_by_sample()
    {
        var network = SmallNetworks.Convolutional();
        QuantizedTraining.Run(network, SmallNetworks.Images, SmallNetworks.All, new QuantizedTrainingOptions { Epochs = 1, BatchSize = 16, LearningRate = 0.002 }, new RandomStream(1, "order"));
        foreach (var signs in Enum.GetValues<SpikeSigns>())
        {
            var snn = AnnToSnn.Convert(network, new ConversionOptions { Signs = signs });
            var record = snn.Record(SmallNetworks.Images, SmallNetworks.All, Steps);
            foreach (var criterion in new IStoppingCriterion[] { new SoftmaxConfidence(2), new StablePrediction(5) })
            {
                var expected = StoppingScores.Of(record.Output, criterion).StopAbove(0.6);
                Assert.True(criterion is StablePrediction || expected.Latencies.Distinct().Count() > 2);
                foreach (var (batch, share) in new[] { (1, 0.0), (7, 0.25), (64, 0.0), (64, 1.0), (1000, 0.25) })
                {
                    var options = new EarlyExitOptions { Steps = Steps, BatchSize = batch, CompactionShare = share };
                    var result = new EarlyExitRunner(snn, criterion, 0.6, options).Run(SmallNetworks.Images, SmallNetworks.All);
                    Assert.Equal(expected.Latencies, result.Latencies);
                    Assert.Equal(expected.Latencies.Select((step, sample) => record.Output.Prediction(sample, step)), result.Predictions);
                    Assert.Equal(expected.Latencies.Select((step, sample) => record.Activity(sample, step)), result.Activities);
                }
            }
        }
    }

    [Fact]
    public void Dropping_at_once_computes_no_step_in_vain_and_waiting_computes_some()
    {
        var snn = AnnToSnn.Convert(SmallNetworks.Convolutional());
        EarlyExitResult Run(double share) => new EarlyExitRunner(snn, new SoftmaxConfidence(2), 0.8, new EarlyExitOptions { Steps = Steps, CompactionShare = share })
            .Run(SmallNetworks.Images, SmallNetworks.All);
        var atOnce = Run(0);
        Assert.Equal(atOnce.Latencies.Sum(), atOnce.RowSteps);
        Assert.True(Run(1).RowSteps > Run(0.25).RowSteps);
        Assert.True(Run(0.25).RowSteps >= atOnce.RowSteps);
    }

    [Fact]
    public void Thresholds_and_options_that_make_no_sense_are_refused()
    {
        var snn = AnnToSnn.Convert(SmallNetworks.Dense());
        Assert.Contains("between 0", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyExitRunner(snn, new SoftmaxConfidence(1), 1.5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyExitRunner(snn, new SoftmaxConfidence(1), 0.5, new EarlyExitOptions { Steps = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyExitRunner(snn, new SoftmaxConfidence(1), 0.5, new EarlyExitOptions { CompactionShare = 2 }));
        Assert.Empty(new EarlyExitRunner(snn, new SoftmaxConfidence(1), 0.5).Run(SmallNetworks.Images, []).Latencies);
    }
}
