"""Makes two-samples.csv, ranks.csv and shares.csv with SciPy."""
import platform
import numpy
import scipy
from scipy import optimize, stats

SAMPLES = [
    ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]),
    ([0.861, 0.868, 0.855, 0.859], [0.842, 0.851, 0.839, 0.848]),
    ([1.0, 2.0, 3.0], [1.5, 2.5, 3.75]),
    ([5.1, 4.9, 6.2, 5.7, 6.0, 5.3], [4.8, 5.0, 5.2, 4.7, 5.6, 4.4]),
    ([1e6, 1e6 + 1, 1e6 + 3, 1e6 + 7], [1e6 - 2, 1e6 + 2, 1e6 + 4, 1e6 - 5]),
    ([1.0, 2.0, 2.0, 3.0, 5.0], [2.0, 3.0, 3.0, 8.0, 9.0]),
]


def head(file):
    file.write(f"# made by: SciPy\n# how: scipy_values.py beside this file\n# version: SciPy {scipy.__version__}, NumPy {numpy.__version__}, "
               f"Python {platform.python_version()} (Debian 12, python3-scipy)\n# tolerance: relative 1e-9\n")


def text(values):
    return " ".join(repr(float(value)) for value in values)


with open("two-samples.csv", "w") as file:
    head(file)
    file.write("first,second,paired p,paired lower,paired upper,welch t,welch p,u,u p,u is exact,flips p\n")
    for first, second in SAMPLES:
        differences = numpy.array(first) - numpy.array(second)
        paired = stats.ttest_rel(first, second)
        # stats.t.ppf of this version is off by 4e-10 at 5 degrees of freedom (closed form: 2.5705818356363); its cdf is not.
        factor = optimize.brentq(lambda t: stats.t.cdf(t, len(first) - 1) - 0.975, 1, 20, xtol=1e-14)
        lower, upper = (differences.mean() + sign * factor * stats.sem(differences) for sign in (-1, 1))
        welch = stats.ttest_ind(first, second, equal_var=False)
        exact = len(set(first + second)) == len(first + second)
        rank = stats.mannwhitneyu(first, second, alternative="two-sided", method="exact" if exact else "asymptotic")
        flips = stats.permutation_test((differences,), lambda x: abs(x.mean()), permutation_type="samples", vectorized=False, n_resamples=numpy.inf, alternative="greater")
        numbers = [paired.pvalue, lower, upper, welch.statistic, welch.pvalue, rank.statistic, rank.pvalue, int(exact), flips.pvalue]
        file.write(f"{text(first)},{text(second)},{','.join(repr(float(number)) for number in numbers)}\n")

with open("ranks.csv", "w") as file:
    head(file)
    file.write("x,y,rho,tau,tau p\n")
    random = numpy.random.default_rng(1)
    pairs = [(list(range(8)), [0, 2, 1, 3, 5, 4, 7, 6]), ([1, 2, 2, 4, 5, 6, 6, 9], [2, 1, 3, 3, 6, 5, 8, 7])]
    pairs += [(list(random.normal(size=n)), list(random.normal(size=n))) for n in (5, 12, 30)]
    for x, y in pairs:
        tau = stats.kendalltau(x, y)
        file.write(f"{text(x)},{text(y)},{stats.spearmanr(x, y).correlation!r},{tau.correlation!r},{tau.pvalue!r}\n")

with open("shares.csv", "w") as file:
    head(file)
    file.write("successes,trials,lower,upper\n")
    for successes, trials in [(0, 10), (3, 10), (97, 100), (100, 100), (5000, 10000)]:
        interval = stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
        file.write(f"{successes},{trials},{float(interval.low)!r},{float(interval.high)!r}\n")
