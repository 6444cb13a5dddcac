using Glia.Deltas;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Parameter = TorchSharp.Modules.Parameter;

namespace Glia.Studies.DeltaActivation;

/// <summary>Three convolutions (16, 32 and 64 filters, 3 × 3, the last two with stride 2), the mean over places, 64 hidden units; every frame by itself.</summary>
/// <remarks>Behind the input, each rectifier and the mean there is a place for a <see cref="SparseActivation"/>.</remarks>
internal sealed class ClipNetwork : IDisposable
{
    /// <summary>The place behind the mean, where nothing is quantised: it is linear.</summary>
    public const int Mean = 4;

    private const int Kernel = 3;
    private const int Hidden = 64;
    private static readonly int[] Channels = [1, 16, 32, 64];
    private static readonly int[] Strides = [1, 2, 2];
    private readonly List<Parameter> _parameters = [];

    public ClipNetwork(int classes, RandomStream random)
    {
        for (var layer = 0; layer < Strides.Length; layer++)
        {
            Add(random, $"convolution {layer}", [Channels[layer + 1], Channels[layer], Kernel, Kernel]);
        }

        Add(random, "hidden", [Hidden, Channels[^1]]);
        Add(random, "readout", [classes, Hidden]);
    }

    private ClipNetwork(ClipNetwork other)
    {
        foreach (var parameter in other._parameters)
        {
            Add(parameter.detach().clone());
        }
    }

    /// <summary>Names of the places.</summary>
    public static IReadOnlyList<string> Places { get; } = ["input", "conv1", "conv2", "conv3", "mean", "hidden"];

    public IReadOnlyList<Tensor> Parameters => _parameters;

    public ClipNetwork Copy() => new(this);

    /// <summary>The layer that reads a place.</summary>
    public PlaceReader Reader(int place) => place < Strides.Length ? new PlaceReader(Channels[place + 1], Kernel, Strides[place])
        : place < Mean ? new PlaceReader(1)
        : place == Mean ? new PlaceReader(Hidden)
        : new PlaceReader(_parameters[^1].shape[0]);

    /// <summary>Runs films.</summary>
    /// <param name="frames">[T, B, 1, H, W].</param>
    /// <param name="place">What stands at a place.</param>
    public ClipPass Forward(Tensor frames, Func<int, Tensor, SparseActivationResult> place)
    {
        var (steps, batch) = (frames.shape[0], frames.shape[1]);
        var results = new List<SparseActivationResult>();
        Tensor Send(Tensor activations)
        {
            results.Add(place(results.Count, activations));
            return results[^1].Output;
        }

        var signal = Send(frames);
        for (var layer = 0; layer < Strides.Length; layer++)
        {
            var options = new ConvolutionOptions { Stride = (Strides[layer], Strides[layer]), Padding = (1, 1) };
            var convolved = Convolution.TwoDimensional(signal.flatten(0, 1), _parameters[2 * layer], _parameters[(2 * layer) + 1], options).relu();
            signal = Send(convolved.reshape([steps, batch, .. convolved.shape.AsSpan(1)]));
        }

        var hidden = Send(F.linear(Send(signal.mean([3, 4])), _parameters[6], _parameters[7]).relu());
        var logits = F.linear(hidden, _parameters[8], _parameters[9]);
        return new ClipPass(logits, results.Select(result => result.Penalty).Aggregate((sum, penalty) => sum.Plus(penalty)), [.. results.Select(result => result.Count)]);
    }

    /// <summary>The layers for inference by events.</summary>
    /// <param name="encoder">What stands at a place.</param>
    public IReadOnlyList<FrameLayer> Layers(Func<int, FrameLayer> encoder)
    {
        var layers = new List<FrameLayer> { encoder(0) };
        for (var layer = 0; layer < Strides.Length; layer++)
        {
            layers.Add(new FrameConvolution($"convolution {layer + 1}", Channels[layer], Channels[layer + 1], Kernel, Strides[layer], 1, Values(2 * layer), Values((2 * layer) + 1)));
            layers.Add(new FrameRectifier($"rectifier {layer + 1}"));
            layers.Add(encoder(layer + 1));
        }

        var classes = (int)_parameters[9].shape[0];
        return
        [
            .. layers, new FrameAveragePooling("mean over places"), encoder(Mean), new FrameDense("hidden units", Channels[^1], Hidden, Values(6), Values(7)),
            new FrameRectifier("rectifier 4"), encoder(Mean + 1), new FrameDense("readout", Hidden, classes, Values(8), Values(9)),
        ];
    }

    public void Dispose() => _parameters.ForEach(parameter => parameter.Dispose());

    private float[] Values(int parameter) => _parameters[parameter].detach().AsReadOnlySpan<float>().ToArray();

    // He's uniform weights, biases zero.
    private void Add(RandomStream random, string name, long[] shape)
    {
        var bound = Math.Sqrt(6.0 / shape.Skip(1).Aggregate(1L, (product, side) => product * side));
        Add(TensorInitialization.Uniform(random.Child(name), shape, -bound, bound));
        Add(zeros(shape[0]));
    }

    private void Add(Tensor initial)
    {
        var parameter = new Parameter(initial);
        _ = parameter.DetachFromDisposeScope();
        _parameters.Add(parameter);
    }
}
