namespace Glia.Dendrites;

/// <summary>A product of many positive factors, of any size: the part that left a double's range is kept as a logarithm.</summary>
internal ref struct ScaledProduct
{
    private const double Largest = 1e200;
    private const double Smallest = 1e-200;
    private double _product = 1;
    private double _log;

    public ScaledProduct()
    {
    }

    /// <summary>The natural logarithm of the product.</summary>
    public readonly double Log => _log + Math.Log(_product);

    /// <summary>The product; 0 where it is smaller than a double can be.</summary>
    public readonly double Value => _log == 0 ? _product : Math.Exp(Log);

    public void Multiply(double factor)
    {
        _product *= factor;
        if (_product is > Largest or < Smallest)
        {
            _log += Math.Log(_product);
            _product = 1;
        }
    }
}
