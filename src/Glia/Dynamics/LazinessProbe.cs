using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>Remembers a model as it is before training, and says afterwards how much it changed.</summary>
/// <example><code>
/// var probe = new Glia.Dynamics.LazinessProbe(model);
/// // … train …
/// var report = probe.Compare();
/// </code></example>
public sealed class LazinessProbe
{
    private readonly IProbedModel _model;
    private readonly double[] _parameters;
    private readonly Matrix<double> _representation;
    private readonly Matrix<double> _kernel;

    /// <summary>Takes the model's state.</summary>
    /// <exception cref="InvalidOperationException">The model is silent on the probe examples, or its tangent kernel is zero: no alignment would be defined.</exception>
    public LazinessProbe(IProbedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _parameters = model.Parameters();
        _representation = model.Representation();
        _kernel = model.TangentKernel();

        // Fails now, not after hours of training, if the alignments will not be defined.
        RepresentationAlignment.Between(_representation, _representation);
        KernelAlignment.Between(_kernel, _kernel);
    }

    /// <summary>What changed since.</summary>
    /// <exception cref="InvalidOperationException">The model is silent on the probe examples now, or its tangent kernel is zero.</exception>
    public LazinessReport Compare()
    {
        var (before, after) = (Vector<double>.Build.Dense(_parameters), Vector<double>.Build.Dense(_model.Parameters()));
        var change = (after - before).L2Norm();
        var (representation, kernel) = (_model.Representation(), _model.TangentKernel());
        return new LazinessReport(
            change,
            change / before.L2Norm(),
            RepresentationAlignment.Between(_representation, representation),
            KernelAlignment.Between(_kernel, kernel),
            KernelAlignment.Centred(_kernel, kernel),
            SignAgreement.Between(_representation, representation));
    }
}
