"""Makes false-match.csv and miss.csv: equations 4 and 6 of Ahmad and Hawkins 2016 (arXiv 1601.00720) in exact rational numbers."""
import platform
from fractions import Fraction
from math import comb


def false_match(n, a, s, theta):
    return Fraction(sum(comb(s, b) * comb(n - s, a - b) for b in range(theta, min(s, a) + 1)), comb(n, a))


def miss(a, s, theta, v):
    return Fraction(sum(comb(s, b) * comb(a - s, v - b) for b in range(s - theta + 1, min(s, v) + 1)), comb(a, v))


# Printed by the paper's repository (simulation and plot scripts of sdr_paper) or computed by others; the exact numbers must agree with them.
FALSE_MATCHES = """300 64 24 12 0.0010946166233369;300 128 24 12 0.292078213737764;300 256 24 12 0.999997973443107;500 64 24 12 5.69571108769533e-06
500 128 24 12 0.00736788303358289;500 256 24 12 0.629372754740777;700 64 24 12 1.4125323093073e-07;700 128 24 12 0.000320106080889471
700 256 24 12 0.121087724790945;900 64 24 12 8.30107183322324e-9;900 128 24 12 2.50255519815378e-05;900 256 24 12 0.0193597645959856
1100 64 24 12 8.36246969414003e-10;1100 128 24 12 2.99642102590114e-6;1100 256 24 12 0.00350549721741729;1900 64 24 12 1.4602044349134e-12
1900 128 24 12 7.131437622620044e-09;1900 256 24 12 1.6854268879e-05;2100 128 24 12 2.291437083408105e-09;3900 128 24 12 1.8054269820156e-12
4100 128 24 12 1.006492390718e-12;10000 300 30 12 2.27907942026515e-11;10000 300 24 12 8.37584522709849e-13;10000 300 30 15 1.04919182521237e-15
2000 40 20 15 2.47192330943087e-23;2000 40 20 10 4.94363120173214e-13;4000 32 20 10 3.96689862829144e-17;2000 32 20 10 3.90434126921476e-14
16000 512 20 10 1.42977409702263e-10;16000 4000 20 10 0.0138117305771507;100000 2000 6 6 6.35308872941916e-11;100000 2000 24 12 8.58694100276592e-15
10000 64 24 12 4.04159712277657e-21;200000 2000 20 12 1.13247663706572e-19;300 150 24 12 0.584014929308308;100 7 7 5 5.65295369673061e-06"""
MISSES = """26 8 3.1419e-16;26 12 7.92695352e-10;26 16 1.97277260559449e-05;32 8 2.23243443e-12;32 12 2.16302525195428e-07;32 16 0.000590078912236923
38 8 7.90168638e-10;38 12 1.09248135880716e-05;38 16 0.00627504390204146;45 8 1.206957079739e-07;45 12 0.000314435369055387;45 16 0.0434711883681422
64 8 0.000735429456875121;64 12 0.0716985160403564;64 16 0.582501773030327;77 8 0.0268657157114204;77 12 0.426525969583828;77 16 0.933878292787173
96 8 0.508714577385333;96 12 0.970339402698393;96 16 0.999889798557155;102 8 0.770861966941236;102 12 0.996376835285247;102 16 0.999997748076386"""


def rows(text):
    return [row.split() for row in text.replace("\n", ";").split(";")]


def write(name, header, table):
    with open(name, "w") as file:
        file.write("# made by: exact rational arithmetic (exact.py beside this file); 'printed' is from the paper's repository or computed by others\n"
                   f"# how: equations 4 and 6 of arXiv 1601.00720, rounded once to the nearest double\n# version: Python {platform.python_version()}, fractions\n"
                   "# tolerance: printed digits\n" + header + "\n")
        for arguments, exact, printed in table:
            digits = printed.split("e")[0].replace(".", "").lstrip("0")
            assert abs(float(exact / Fraction(printed)) - 1) <= max(1e-12, 0.5 / int(digits)), (arguments, float(exact), printed)
            file.write(f"{','.join(map(str, arguments))},{float(exact)!r},{printed}\n")


def false_match_rows():
    for *arguments, printed in rows(FALSE_MATCHES):
        arguments = list(map(int, arguments))
        yield arguments, false_match(*arguments), printed


def miss_rows():
    for moved, theta, printed in rows(MISSES):
        yield [128, 30, int(theta), int(moved)], miss(128, 30, int(theta), int(moved)), printed


write("false-match.csv", "cells,active,synapses,threshold,exact,printed", false_match_rows())
write("miss.csv", "active,synapses,threshold,moved,exact,printed", miss_rows())
