"""Where Pillow takes each pixel of a rotated image from: 32-bit images whose pixels are their own places, from 1."""
import PIL
from PIL import Image

SIZES = [(28, 28), (5, 8)]
ANGLES = [0, 0.1, 9, 17.3, 45, 90, 123.456, 162, 179.99, 180, 270, -33.7, 720.5]

with open("rotations.csv", "w") as out:
    out.write("# made by: Pillow, Image.rotate(angle), nearest neighbour\n# how: rotations.py beside this file\n")
    out.write(f"# version: Pillow {PIL.__version__}\n# tolerance: relative 0\nrows,columns,degrees,sources\n")
    for rows, columns in SIZES:
        image = Image.new("I", (columns, rows))
        image.putdata(list(range(1, rows * columns + 1)))
        for angle in ANGLES:
            sources = " ".join(str(value - 1) for value in image.rotate(angle).getdata())
            out.write(f"{rows},{columns},{angle},{sources}\n")
