using Glia.Complexity;
using Glia.Lab.Trials;
using Glia.Plasticity;

namespace Glia.Studies.MetaNeuron;

/// <summary>Leaky neurons whose weights change by spike timing, without labels; classes are read from what they emit.</summary>
/// <remarks>Five candidates each, chosen on validation samples: the size of the changes for weights only, τ (by factors of two around the start, in its distance from 1) with homeostatic thresholds.</remarks>
internal sealed class StdpTrial(NeuronArm arm, SpikeSplit split, TrialContext context)
{
    private const int Neurons = 16;
    private static readonly double[] Sizes = [0.1, 0.3, 1, 3, 10];
    private static readonly double[] TauFactors = [0.25, 0.5, 1, 2, 4];

    public static TrialResult Run(NeuronArm arm, MetaNeuronOptions options, TrialContext context) => new StdpTrial(arm, SpikeSplit.Draw(arm.Task, options, context), context).Run();

    private TrialResult Run()
    {
        var learned = arm.Method == NeuronMethod.StdpAndConstants;
        var best = (Validation: double.NegativeInfinity, Accuracy: 0.0, Complexity: 0.0, Tau: 0.0);
        for (var i = 0; i < Sizes.Length; i++)
        {
            context.Step(i, Sizes.Length);
            var tau = learned ? 1 + ((arm.Tau - 1) * TauFactors[i]) : arm.Tau;
            var layer = new Layer(split.Train.Inputs, tau, learned ? 1 : Sizes[i], learned, context);
            layer.Learn(split.Train, context.Stream("order"));
            var (train, validation) = (layer.Respond(split.Train), layer.Respond(split.Validation));
            var accuracy = ComplexityReadout.Logistic(train.Rates, split.Train, validation.Rates, split.Validation);
            if (accuracy > best.Validation)
            {
                var test = layer.Respond(split.Test);
                best = (accuracy, ComplexityReadout.Logistic(train.Rates, split.Train, test.Rates, split.Test),
                    ComplexityReadout.Logistic(train.Complexities, split.Train, test.Complexities, split.Test), tau);
            }
        }

        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["accuracy"] = best.Accuracy,
                ["validation"] = best.Validation,
                ["network complexity"] = best.Complexity,
                ["mean τ"] = best.Tau,
            },
        };
    }

    private sealed class Layer
    {
        private readonly float[] _weights;
        private readonly float[] _thresholds = new float[Neurons];
        private readonly float[] _membrane = new float[Neurons];
        private readonly float[] _spikes = new float[Neurons];
        private readonly float[] _input;
        private readonly float _keep;
        private readonly HomeostaticThreshold? _homeostasis;
        private readonly PairStdp _rule;

        public Layer(int inputs, double tau, double size, bool homeostatic, TrialContext context)
        {
            (_weights, _input, _keep) = (new float[inputs * Neurons], new float[inputs], (float)(1 - (1 / tau)));
            context.Stream("stdp weights").FillUniform(_weights, 0, 1);
            Array.Fill(_thresholds, 1);
            _homeostasis = homeostatic ? new HomeostaticThreshold() : null;
            var defaults = new PairStdpOptions();
            _rule = new PairStdp(inputs, Neurons, defaults with { Potentiation = size * defaults.Potentiation, Depression = size * defaults.Depression });
        }

        public void Learn(SpikeSet samples, Glia.Random.RandomStream order)
        {
            foreach (var sample in order.Permutation(samples.Count))
            {
                _rule.Reset();
                Array.Clear(_membrane);
                for (var step = 0; step < samples.Steps; step++)
                {
                    Advance(samples.Active(sample, step));
                    _rule.Step(_input, _spikes, _weights);
                    _homeostasis?.Step(_spikes, _thresholds);
                }
            }
        }

        public (double[][] Rates, double[][] Complexities) Respond(SpikeSet samples)
        {
            var (rates, complexities) = (new double[samples.Count][], new double[samples.Count][]);
            var trains = Enumerable.Range(0, Neurons).Select(_ => new byte[samples.Steps]).ToArray();
            for (var sample = 0; sample < samples.Count; sample++)
            {
                Array.Clear(_membrane);
                for (var step = 0; step < samples.Steps; step++)
                {
                    Advance(samples.Active(sample, step));
                    for (var j = 0; j < Neurons; j++)
                    {
                        trains[j][step] = (byte)_spikes[j];
                    }
                }

                rates[sample] = [.. trains.Select(train => train.Sum(spike => (double)spike))];
                complexities[sample] = [.. trains.Select(train => LempelZiv.Normalized(train))];
            }

            return (rates, complexities);
        }

        private void Advance(ReadOnlySpan<ushort> active)
        {
            Array.Clear(_input);
            foreach (var unit in active)
            {
                _input[unit] = 1;
            }

            for (var j = 0; j < Neurons; j++)
            {
                var charged = _membrane[j] * _keep;
                foreach (var unit in active)
                {
                    charged += _weights[(unit * Neurons) + j];
                }

                _spikes[j] = charged >= _thresholds[j] ? 1 : 0;
                _membrane[j] = _spikes[j] == 1 ? 0 : charged;
            }
        }
    }
}
