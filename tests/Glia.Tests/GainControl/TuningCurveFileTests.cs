using Glia.Formats;
using Glia.GainControl;

namespace Glia.Tests.GainControl;

public sealed class TuningCurveFileTests
{
    private const string Header = "neuron,0,22.5,45,67.5,90,112.5,135,157.5";

    [Fact]
    public void A_table_of_curves_is_read_neuron_by_neuron()
    {
        var curves = Read($"{Header}\na,1,2,3,4,5,6,7,8\n\nb,8,7,6,5,4,3,2,1e0\n");
        Assert.Equal((2, 8), (curves.RowCount, curves.ColumnCount));
        Assert.Equal((8, 1), (curves[0, 7], curves[1, 7]));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("neuron,0,45,90,135\na,1,2,3,4\n", "8 or more")]
    [InlineData("neuron,0,22.5,45,67.5,90,112.5,135,160\na,1,2,3,4,5,6,7,8\n", "160")]
    [InlineData("neuron,0,0.39,0.79,1.18,1.57,1.96,2.36,2.75\na,1,2,3,4,5,6,7,8\n", "not radians")]
    [InlineData("neuron,0,22.5,22.5,67.5,90,112.5,135,157.5\na,1,2,3,4,5,6,7,8\n", "number 3 is 22.5")]
    [InlineData(Header + "\n", "0 neurons")]
    [InlineData(Header + "\na,1,2,3\n", "Line 2 has 4 cells")]
    [InlineData(Header + "\na,1,2,3,4,x,6,7,8\n", "Line 2, column 6")]
    [InlineData(Header + "\na,1,2,3,4,NaN,6,7,8\n", "Line 2, column 6")]
    public void A_bad_table_is_refused_with_the_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<GliaFormatException>(() => Read(text)).Message);

    private static MathNet.Numerics.LinearAlgebra.Matrix<double> Read(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return TuningCurveFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
