namespace Glia.Dendrites;

/// <summary>A product of many positive factors, of any size: powers of two that leave a double's comfortable range are counted apart, without rounding.</summary>
internal ref struct ScaledProduct
{
    private const int Step = 512;
    private const double Large = 1.3407807929942597e154; // 2^512
    private const double Small = 7.458340731200207e-155; // 2^-512
    private double _product = 1;
    private int _exponent;

    public ScaledProduct()
    {
    }

    /// <summary>The natural logarithm of the product.</summary>
    public readonly double Log => Math.Log(_product) + (_exponent * double.Log(2));

    /// <summary>The product; 0 where it is smaller than a double can be.</summary>
    public readonly double Value => _exponent == 0 ? _product : Math.ScaleB(_product, _exponent);

    public void Multiply(double factor)
    {
        _product *= factor;
        if (_product < Small && _product > 0)
        {
            _product *= Large;
            _exponent -= Step;
        }
        else if (_product > Large)
        {
            _product *= Small;
            _exponent += Step;
        }
    }
}
