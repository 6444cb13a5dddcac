using static TorchSharp.torch;

namespace Glia.Training;

/// <summary>Adam and AdamW over tensors: one fused pass a parameter, no TorchSharp operation, and so no temporary scalar.</summary>
/// <remarks>
/// <para>g ← g + λp; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p − rate · (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε), as torch.optim.Adam computes it.
/// Kingma and Ba 2015, arXiv 1412.6980; the decoupled decay: Loshchilov and Hutter 2019, arXiv 1711.05101.</para>
/// <para>Parameters of different learning rates get an optimiser each. A parameter that has no gradient is left alone, its moments too. Thread-safe: no.</para>
/// </remarks>
/// <example><code>
/// var weight = TorchSharp.torch.ones(3).requires_grad_(true);
/// var adam = new Glia.Training.Adam([weight], Glia.Training.Schedule.Cosine(5e-3, steps: 800));
/// using var loss = weight.square().sum();
/// adam.ZeroGradients();
/// loss.backward();
/// adam.Step();
/// </code></example>
public sealed class Adam
{
    private readonly AdamParameter[] _parameters;
    private readonly Func<long, double> _learningRate;
    private readonly AdamOptions _options;

    /// <summary>Makes an optimiser whose moments are zero.</summary>
    /// <param name="parameters">Leaf tensors of single or double precision, contiguous, on the CPU. They must outlive the optimiser.</param>
    /// <param name="learningRate">Rate at each step, as of <see cref="Schedule"/>.</param>
    /// <param name="options">Constants; null for the defaults.</param>
    /// <exception cref="ArgumentException">A constant is out of range, or a parameter has another element type.</exception>
    public Adam(IEnumerable<Tensor> parameters, Func<long, double> learningRate, AdamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(learningRate);
        _options = (options ?? new AdamOptions()).Validated();
        _learningRate = learningRate;
        _parameters = [.. parameters.Select(AdamParameter.Of)];
    }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The rate of the next step.</summary>
    public double LearningRate => _learningRate(Steps);

    /// <summary>Changes every parameter by its gradient.</summary>
    public void Step()
    {
        var rates = new AdamRates(LearningRate, _options.FirstMomentDecay(Steps), _options);
        Steps++;
        foreach (var parameter in _parameters)
        {
            parameter.Step(rates);
        }
    }

    /// <summary>Sets every gradient to zero; call it before backward, which adds to the gradients.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in _parameters)
        {
            parameter.ZeroGradient();
        }
    }
}
