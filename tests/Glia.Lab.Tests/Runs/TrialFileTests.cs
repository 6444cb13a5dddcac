using CsCheck;
using Glia.Lab.Runs;
using Glia.Lab.Trials;

namespace Glia.Lab.Tests.Runs;

public sealed class TrialFileTests
{
    private static readonly TrialFile Whole = new("arm-s1-0123456789", "arm \"µ\"", 1, new TrialResult
    {
        Metrics = new Dictionary<string, double> { ["loss"] = 0.1 + 0.2, ["nothing"] = double.NaN, ["all"] = double.PositiveInfinity },
        Arrays = new Dictionary<string, NumericArray> { ["curve"] = NumericArray.Of([1e-300, -0.0, Math.PI]) },
    }, 1.5);

    [Fact]
    public void A_line_is_read_back_to_the_last_bit()
    {
        var line = Whole.ToLine();
        Assert.DoesNotContain('\n', line);
        var read = TrialFile.Parse(line, out var reason);
        Assert.Equal("", reason);
        Assert.Equal(line, read!.ToLine());
        Assert.Equal(Whole.Result.Metrics, read.Result.Metrics);
        Assert.Equal(Whole.Result.Arrays["curve"].Values.Select(BitConverter.DoubleToInt64Bits), read.Result.Arrays["curve"].Values.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Any_changed_letter_is_noticed()
    {
        var line = Whole.ToLine();
        Gen.Select(Gen.Int[0, line.Length - 1], Gen.Char[' ', '~']).Where(change => line[change.Item1] != change.Item2).Sample(change =>
        {
            var damaged = line[..change.Item1] + change.Item2 + line[(change.Item1 + 1)..];

            // Names of the outer object are the only letters outside the checksum: without them nothing is read.
            return TrialFile.Parse(damaged, out var reason) is null && reason.Length > 0;
        }, iter: 2000);
    }

    [Fact]
    public void Any_shorter_text_is_no_trial()
    {
        var line = Whole.ToLine();
        Assert.All(Enumerable.Range(0, line.Length), length => Assert.Null(TrialFile.Parse(line[..length], out _)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"trial\":null,\"sha256\":\"\"}")]
    [InlineData("{\"trial\":{},\"sha256\":\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"}")]
    public void What_is_no_trial_is_said_to_be_none(string line)
    {
        Assert.Null(TrialFile.Parse(line, out var reason));
        Assert.NotEmpty(reason);
    }
}
