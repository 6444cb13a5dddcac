using TorchSharp;

namespace Glia.Tensors;

/// <summary>Numbers as arguments of TorchSharp operations, kept alive until the native code has read them.</summary>
/// <remarks>
/// <para>TorchSharp turns the 0.5 of <c>x.add(0.5)</c> into a temporary <see cref="Scalar"/>, takes its native pointer, and no longer refers
/// to it. A collection that another thread causes in that moment finalises it, and native code reads freed memory: "Expected false to be
/// true", in one of about 1,500 calls where another thread collects all the time. <c>a + b</c> and <c>a.add(b)</c> of two tensors make such a
/// scalar too (alpha = 1). The page docs/native-library.md has the reproduction.</para>
/// <para>Each thread keeps the last 256 scalars it asked for, far more than one call can take; older ones go to the collector.
/// Pass the scalar directly to an operation; do not store it, unless you hold the reference during every use.</para>
/// <para>Thread-safe: yes. Cost: about 0.1 µs, less than the operation's own 4 µs.</para>
/// </remarks>
public static class KeptScalar
{
    private const int KeptPerThread = 256;

    [ThreadStatic]
    private static Scalar[]? _kept;

    [ThreadStatic]
    private static int _next;

    /// <summary>The number 1, for the argument <c>alpha</c> of <c>add</c> and <c>add_</c>; lives as long as the process.</summary>
    public static Scalar One { get; } = 1.ToScalar();

    /// <summary>A number that stays alive until this thread has asked for 256 more.</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static Scalar Of(double value) => Keep(value.ToScalar());

    /// <summary>A whole number that stays alive until this thread has asked for 256 more; it leaves integer tensors integer.</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static Scalar Of(long value) => Keep(value.ToScalar());

    private static Scalar Keep(Scalar scalar)
    {
        var kept = _kept ??= new Scalar[KeptPerThread];
        kept[_next] = scalar;
        _next = (_next + 1) % KeptPerThread;
        return scalar;
    }
}
