using Glia.Continual;
using Glia.Lab.Figures;

namespace Glia.Lab.Tests.Figures;

public sealed class ContinualFiguresTests
{
    private static readonly AccuracyMatrix First = new(new[,] { { .9, .1, .2 }, { .6, .8, .2 }, { .4, .6, .7 } }, [.1, .1, .1]);
    private static readonly AccuracyMatrix Second = new(new[,] { { .7, .1, .2 }, { .6, .6, .2 }, { .2, .6, .9 } }, [.1, .1, .1]);

    [Fact]
    public void The_map_is_the_mean_matrix()
    {
        var map = ContinualFigures.AccuracyMap("map", "Map", [First, Second]);
        map.Validate();
        Assert.Equal(.8, map.Values[0][0], 1e-12);
        Assert.Equal(.6, map.Values[2][1], 1e-12);
        Assert.Equal(["1", "2", "3"], map.ColumnLabels);
    }

    [Fact]
    public void Forgetting_is_drawn_by_age_and_by_task()
    {
        var byAge = ContinualFigures.ForgettingByAge("age", "Age", [("ours", [First, Second])]);
        byAge.Validate();
        Assert.Equal([0, 1, 2], byAge.Series[0].X);
        Assert.Equal((.8 + ((.7 + .6 + .9) / 3)) / 2, byAge.Series[0].Y[0], 1e-12);
        Assert.Equal(.3, byAge.Series[0].Y[2], 1e-12);

        var byTask = ContinualFigures.ForgettingByTask("task", "Task", [First, Second]);
        byTask.Validate();
        Assert.Equal([2, 3], byTask.Series[1].X);
        Assert.Equal([.7, .6], byTask.Series[1].Y.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Matrices_that_do_not_go_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ContinualFigures.AccuracyMap("map", "Map", []));
        var small = new AccuracyMatrix(new[,] { { .9 } }, [.1]);
        Assert.Contains("got those of 3, 1", Assert.Throws<ArgumentException>(() => ContinualFigures.ForgettingByTask("task", "Task", [First, small])).Message, StringComparison.Ordinal);
    }
}
