namespace Glia.Tensors;

/// <summary>What the convolution self-test found on this machine, and what follows from it.</summary>
/// <param name="Results">One result a way, in the order of preference.</param>
public sealed record ConvolutionReport(IReadOnlyList<ConvolutionPathResult> Results)
{
    /// <summary>The way that convolutions take; where a padded one would cost more than it gains, <see cref="ConvolutionPath.Unfold"/> is taken instead if right.</summary>
    /// <exception cref="LibtorchUnavailableException">No way gave right results.</exception>
    public ConvolutionPath Path => Results.FirstOrDefault(result => result.IsRight)?.Path ?? throw new LibtorchUnavailableException(
        "libtorch computes convolutions wrongly on this processor in every way that was tried; set ONEDNN_MAX_CPU_ISA=SSE41 before the program starts.");

    /// <summary>Whether there is a way that gave right results.</summary>
    public bool IsRight => Results.Any(result => result.IsRight);

    /// <summary>Whether this way gave right results.</summary>
    public bool Allows(ConvolutionPath path) => Results.Any(result => result.Path == path && result.IsRight);

    /// <summary>The finding in one line, for <c>glia doctor</c> and a run's machine record: <c>through OneDnn; all tried ways are right</c>.</summary>
    public string Summary
    {
        get
        {
            var taken = Results.FirstOrDefault(result => result.IsRight);
            var wrong = Results.Where(result => result.WasTried && !result.IsRight).Select(result => result.ToString()).ToArray();
            return (taken is null ? "no way is right; " : $"through {taken.Path}; ") + (wrong.Length == 0 ? "all tried ways are right" : string.Join("; ", wrong));
        }
    }
}
