using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>Arithmetic of tensors with numbers that cannot be finalised while it runs; use it in place of <c>+</c> and of operators with a number.</summary>
/// <remarks>
/// <para>Why: see <see cref="KeptScalar"/>. The operators <c>a - b</c>, <c>a * b</c> and <c>a / b</c> of two tensors make no scalar and are safe as they are.
/// Every other TorchSharp operation with a number takes a <see cref="KeptScalar"/> as its argument: <c>x.clamp(KeptScalar.Of(0))</c>.</para>
/// <para>Autograd works through all of them. Results belong to the current dispose scope. The tensors themselves need an owner too:
/// work inside a dispose scope, so that no temporary tensor is left to the collector.</para>
/// </remarks>
public static class TensorArithmetic
{
    /// <summary>Returns left + right, element by element, shapes broadcast.</summary>
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, KeptScalar.One);

    /// <summary>Returns left + scale · right, element by element, shapes broadcast.</summary>
    public static Tensor Plus(this Tensor left, Tensor right, double scale) => left.add(right, KeptScalar.Of(scale));

    /// <summary>Returns left + number.</summary>
    public static Tensor Plus(this Tensor left, double number) => left.add(KeptScalar.Of(number), KeptScalar.One);

    /// <summary>Returns left − number.</summary>
    public static Tensor Minus(this Tensor left, double number) => left.sub(KeptScalar.Of(number));

    /// <summary>Returns left · number.</summary>
    public static Tensor Times(this Tensor left, double number) => left.mul(KeptScalar.Of(number));

    /// <summary>Returns left / number.</summary>
    public static Tensor DividedBy(this Tensor left, double number) => left.div(KeptScalar.Of(number));

    /// <summary>Adds scale · right to the tensor itself (the step of an optimiser) and returns the same tensor.</summary>
    public static Tensor AddInPlace(this Tensor left, Tensor right, double scale = 1) => left.add_(right, KeptScalar.Of(scale));

    /// <summary>Multiplies the tensor itself by a number and returns the same tensor.</summary>
    public static Tensor ScaleInPlace(this Tensor left, double number) => left.mul_(KeptScalar.Of(number));
}
