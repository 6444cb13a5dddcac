using Glia.CrossModal;
using Glia.Random;

namespace Glia.Tests.CrossModal;

public sealed class PairLossTests
{
    private static readonly float[] Orthogonal = [1, 0, 0, 1];

    public static TheoryData<string> Losses => ["soft", "soft through", "InfoNCE", "supervised", "prototypes"];

    [Fact]
    public void Aligned_orthogonal_pairs_have_the_known_losses()
    {
        // Targets softmax([1, 0]) = [.7310586, .2689414]: the soft loss is their entropy, not 0.
        Assert.Equal(.5822031, Evaluate(new SoftTargetClipLoss(), Orthogonal, Orthogonal, [0, 1]).Loss, 1e-6);
        Assert.Equal(.3132617, Evaluate(new InfoNceLoss(), Orthogonal, Orthogonal, [0, 1]).Loss, 1e-6);
        Assert.Equal(.3132617, Evaluate(new SupervisedContrastiveLoss(), Orthogonal, Orthogonal, [0, 1]).Loss, 1e-6);
        // One class: both targets are [½, ½], the loss is ln of the two parts.
        Assert.Equal(.8132617, Evaluate(new SupervisedContrastiveLoss(), Orthogonal, Orthogonal, [4, 4]).Loss, 1e-6);
        // Squared distance 2 between the prototypes: logits 0 and −1.
        Assert.Equal(.3132617, Evaluate(new PrototypeLoss(), Orthogonal, Orthogonal, [0, 1]).Loss, 1e-6);
    }

    [Fact]
    public void Where_targets_are_constants_the_aligned_soft_loss_has_no_gradient()
    {
        var (_, first, second) = Evaluate(new SoftTargetClipLoss(), Orthogonal, Orthogonal, [0, 1]);
        Assert.All([.. first, .. second], value => Assert.Equal(0, value, 1e-6));
        Assert.Contains(Evaluate(new SoftTargetClipLoss(gradient: TargetGradient.Through), Orthogonal, Orthogonal, [0, 1]).First, value => Math.Abs(value) > .01);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gradients_are_those_of_central_differences(string name)
    {
        IPairLoss loss = name switch
        {
            "soft" => new SoftTargetClipLoss(1.3),
            "soft through" => new SoftTargetClipLoss(1.3, TargetGradient.Through),
            "InfoNCE" => new InfoNceLoss(.7),
            "supervised" => new SupervisedContrastiveLoss(.7),
            _ => new PrototypeLoss(),
        };
        const int pairs = 5, width = 3;
        int[] labels = [2, 0, 2, 1, 0];
        var random = new RandomStream(1, "pairs");
        var (first, second) = (new float[pairs * width], new float[pairs * width]);
        random.FillGaussian(first, 0, 1);
        random.FillGaussian(second, 0, 1);
        var (_, byFirst, bySecond) = Evaluate(loss, first, second, labels);
        foreach (var (numbers, gradient) in new[] { (first, byFirst), (second, bySecond) })
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                Assert.Equal(Difference(loss, name, numbers, i, first, second, labels), gradient[i], 2e-3);
            }
        }
    }

    [Fact]
    public void Duplicates_of_a_class_are_wrong_for_InfoNCE_and_right_for_the_others()
    {
        float[] embeddings = [3, 0, 3, 0, 0, 3];
        int[] labels = [5, 5, 6];
        Assert.InRange(Evaluate(new InfoNceLoss(), embeddings, embeddings, labels).Loss, .4, .5);
        var (_, first, _) = Evaluate(new SoftTargetClipLoss(), embeddings, embeddings, labels);
        Assert.All(first, value => Assert.Equal(0, value, 1e-3));
    }

    [Fact]
    public void What_does_not_fit_is_said_with_its_counts()
    {
        Assert.Contains("12 numbers of the first kind and 15 of the second are not vectors of 12 pairs", Assert.Throws<ArgumentException>(() => new PairBatch(new float[12], new float[15], new int[12])).Message);
        Assert.Contains("4 and 6 numbers", Assert.Throws<ArgumentException>(() => new InfoNceLoss().Evaluate(new PairBatch(new float[4], new float[6], new int[2]), new float[4], new float[6])).Message);
        Assert.Contains("4 and 4 numbers, their gradients 3 and 4", Assert.Throws<ArgumentException>(() => new PrototypeLoss().Evaluate(new PairBatch(new float[4], new float[4], new int[2]), new float[3], new float[4])).Message);
        Assert.Contains("must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new InfoNceLoss(0)).Message);
        Assert.Contains("2 labels need 6 numbers; got 5", Assert.Throws<ArgumentException>(() => PrototypeLoss.Prototypes(new float[5], [0, 1], 3)).Message);
    }

    // The targets of the soft loss are constants in one of its forms: then differences keep those of the middle.
    private static double Difference(IPairLoss loss, string name, float[] numbers, int index, float[] first, float[] second, int[] labels)
    {
        const float step = 1e-3f;
        var middle = numbers[index];
        var targets = Targets(first, second);
        double At(float value)
        {
            numbers[index] = value;
            return name == "soft" ? WithTargets(first, second, targets) : Evaluate(loss, first, second, labels).Loss;
        }

        var difference = (At(middle + step) - At(middle - step)) / (2 * step);
        numbers[index] = middle;
        return difference;
    }

    private static double[,] Targets(float[] first, float[] second) => Softmax((a, b) => 1.3 / 2 * (Dot(first, a, first, b) + Dot(second, a, second, b)));

    private static double WithTargets(float[] first, float[] second, double[,] targets)
    {
        var (rows, columns) = (Softmax((a, b) => Dot(second, a, first, b) / 1.3), Softmax((a, b) => Dot(second, b, first, a) / 1.3));
        var loss = 0.0;
        for (var a = 0; a < 5; a++)
        {
            for (var b = 0; b < 5; b++)
            {
                loss -= targets[a, b] * (Math.Log(rows[a, b]) + Math.Log(columns[b, a])) / 10;
            }
        }

        return loss;
    }

    private static double[,] Softmax(Func<int, int, double> logit)
    {
        var result = new double[5, 5];
        for (var a = 0; a < 5; a++)
        {
            var sum = Enumerable.Range(0, 5).Sum(b => Math.Exp(logit(a, b)));
            for (var b = 0; b < 5; b++)
            {
                result[a, b] = Math.Exp(logit(a, b)) / sum;
            }
        }

        return result;
    }

    private static double Dot(float[] x, int a, float[] y, int b) => Enumerable.Range(0, 3).Sum(i => (double)x[(a * 3) + i] * y[(b * 3) + i]);

    private static (double Loss, float[] First, float[] Second) Evaluate(IPairLoss loss, float[] first, float[] second, int[] labels)
    {
        var (byFirst, bySecond) = (new float[first.Length], new float[second.Length]);
        return (loss.Evaluate(new PairBatch(first, second, labels), byFirst, bySecond), byFirst, bySecond);
    }
}
