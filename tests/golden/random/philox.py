"""Makes philox.csv and streams.csv: Philox 4x32-10 written from the paper (Salmon, Moraes, Dror, Shaw, SC 2011, section 3.3), in whole numbers."""
import hashlib
import platform
import struct

MASK = 0xFFFFFFFF


def philox(counter, key):
    a, b, c, d = counter
    k, l = key
    for _ in range(10):
        p, q = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (q >> 32) ^ b ^ k, q & MASK, (p >> 32) ^ d ^ l, p & MASK
        k, l = (k + 0x9E3779B9) & MASK, (l + 0xBB67AE85) & MASK
    return a, b, c, d


def words(values):
    return " ".join(f"{value:08x}" for value in values)


def head(file, by, how):
    file.write(f"# made by: {by}\n# how: {how}\n# version: Python {platform.python_version()}\n# tolerance: relative 0\n")


PUBLISHED = [  # kat_vectors of Random123, lines "philox4x32 10"
    ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ((MASK,) * 4, (MASK,) * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0), "d16cfe09 94fdcceb 5001e420 24126ea1"),
]

with open("philox.csv", "w") as file:
    head(file, "the Random123 library of D. E. Shaw Research (kat_vectors, philox4x32 10), rows 1 to 3; philox.py, rows 4 to 8",
         "philox.py beside this file, which gives rows 1 to 3 too")
    file.write("counter,key,words\n")
    for counter, key, expected in PUBLISHED:
        assert words(philox(counter, key)) == expected
        file.write(f"{words(counter)},{words(key)},{expected}\n")
    for i in range(5):
        counter = struct.unpack("<4I", hashlib.sha256(b"counter %d" % i).digest()[:16])
        key = struct.unpack("<2I", hashlib.sha256(b"key %d" % i).digest()[:8])
        file.write(f"{words(counter)},{words(key)},{words(philox(counter, key))}\n")

with open("streams.csv", "w") as file:
    head(file, "philox.py beside this file", "key and upper counter half from the first 16 bytes of SHA-256 of seed/name, lower half counting from 0")
    file.write("seed,name,words\n")
    for seed, name in [(0, ""), (1, "init"), (1, "init/child"), (-1, "data"), (2**63 - 1, "noise"), (-(2**63), "θ")]:
        k, l, c, d = struct.unpack("<4I", hashlib.sha256(f"{seed}/{name}".encode()).digest()[:16])
        stream = [word for block in range(3) for word in philox((block, 0, c, d), (k, l))]
        file.write(f"{seed},{name},{words(stream)}\n")
