using Glia.Lab.Trials;

namespace Glia.Lab.Tests.Trials;

public sealed class TrialTests
{
    private static readonly SampleOptions Options = new();

    [Fact]
    public void The_key_stays_the_same_for_ever() =>
        Assert.Equal("ewc-0.4-s7-cf486ab273", Trial.Create("sample", new SampleArm("EWC λ=0.4"), 7, Options).Key);

    [Fact]
    public void Study_arm_seed_and_options_each_make_another_trial()
    {
        var keys = new[]
        {
            Trial.Create("sample", new SampleArm("a"), 1, Options), Trial.Create("other", new SampleArm("a"), 1, Options), Trial.Create("sample", new SampleArm("A"), 1, Options),
            Trial.Create("sample", new SampleArm("a"), 2, Options), Trial.Create("sample", new SampleArm("a"), 1, Options with { Size = 2 }),
        }.Select(trial => trial.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(keys[0], Trial.Create("sample", new SampleArm("a"), 1, new SampleOptions()).Key);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a:b*c?d|e")]
    [InlineData("τ = 3")]
    [InlineData("...")]
    public void The_key_is_a_file_name_on_every_system(string arm)
    {
        var key = Trial.Create("sample", new SampleArm(arm), 1, Options).Key;
        Assert.Matches("^[a-z0-9.-]+$", key);
        Assert.DoesNotContain("..", key, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_are_cut() => Assert.InRange(Trial.Create("sample", new SampleArm(new string('x', 500)), long.MaxValue, Options).Key.Length, 1, 90);
}
