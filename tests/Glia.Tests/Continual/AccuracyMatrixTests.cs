using Glia.Continual;

namespace Glia.Tests.Continual;

public sealed class AccuracyMatrixTests
{
    [Fact]
    public void Two_tasks_give_the_figures_computed_by_hand()
    {
        var matrix = new AccuracyMatrix(new[,] { { .9, .1 }, { .6, .8 } }, [.1, .1]);
        Assert.Equal(.7, matrix.Acc, 1e-12);
        Assert.Equal(-.3, matrix.Bwt, 1e-12);
        Assert.Equal(.3, matrix.Forgetting, 1e-12);
        Assert.Equal(0, matrix.Fwt, 1e-12);
        Assert.Equal(.85, matrix.LearningAccuracy, 1e-12);
        Assert.Equal((.9 + .7) / 2, matrix.AverageIncremental, 1e-12);
    }

    [Fact]
    public void The_variants_of_gem_and_avalanche_are_there_under_names_of_their_own()
    {
        var matrix = new AccuracyMatrix(new[,] { { .5, .3, .1 }, { .8, .9, .2 }, { .6, .7, .9 } }, [.1, .1, .1]);
        Assert.Equal(((.6 - .5) + (.7 - .9)) / 2, matrix.Bwt, 1e-12);
        Assert.Equal(((.6 - .5) + (.7 - .9)) / 3, matrix.BwtOverAllTasks, 1e-12);
        Assert.Equal(((.3 - .1) + (.2 - .1)) / 2, matrix.Fwt, 1e-12);
        Assert.Equal(((.3 - .1) + (.2 - .1)) / 3, matrix.FwtOverAllTasks, 1e-12);
        Assert.Equal(-matrix.Bwt, matrix.ForgettingSinceLearnt, 1e-12);
        Assert.Equal(((.8 - .6) + (.9 - .7)) / 2, matrix.Forgetting, 1e-12);
    }

    [Fact]
    public void Forgetting_curves_follow_a_task_from_when_it_was_learnt()
    {
        var matrix = new AccuracyMatrix(new[,] { { .5, .3, .1 }, { .8, .9, .2 }, { .6, .7, .9 } }, [.1, .1, .1]);
        Assert.Equal([.5, .8, .6], matrix.ForgettingCurve(0));
        Assert.Equal([.9], matrix.ForgettingCurve(2));
        Assert.Equal([(.5 + .9 + .9) / 3, (.8 + .7) / 2, .6], matrix.AccuracyByAge());
    }

    [Fact]
    public void Forgetting_counts_from_the_best_accuracy_a_task_ever_had()
    {
        var matrix = new AccuracyMatrix(new[,] { { .5, .1, .1 }, { .8, .9, .1 }, { .6, .7, .9 } }, [.1, .1, .1]);
        Assert.Equal(((.8 - .6) + (.9 - .7)) / 2, matrix.Forgetting, 1e-12);
        Assert.Equal(((.6 - .5) + (.7 - .9)) / 2, matrix.Bwt, 1e-12);
        Assert.Equal(((.1 - .1) + (.1 - .1)) / 2, matrix.Fwt, 1e-12);
    }

    [Fact]
    public void With_one_task_figures_about_earlier_tasks_are_not_numbers()
    {
        var matrix = new AccuracyMatrix(new[,] { { .9 } }, [.1]);
        Assert.Equal(.9, matrix.Acc);
        Assert.Equal([double.NaN, double.NaN, double.NaN], [matrix.Bwt, matrix.Fwt, matrix.Forgetting]);
    }

    [Fact]
    public void Matrices_that_are_no_accuracies_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new AccuracyMatrix(new double[2, 3], [0, 0]));
        Assert.Throws<ArgumentException>(() => new AccuracyMatrix(new double[2, 2], [0]));
        Assert.Throws<ArgumentException>(() => new AccuracyMatrix(new[,] { { 90.0 } }, [0]));
        Assert.Throws<ArgumentException>(() => new AccuracyMatrix(new[,] { { double.NaN } }, [0]));
    }
}
