using Glia.Random;

namespace Glia.Tests.Random;

public sealed class PhiloxTests
{
    // Known-answer vectors published with the Random123 library (kat_vectors, philox4x32 with 10 rounds).
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    public void Philox_gives_the_published_words_for_constant_counter_and_key(uint counter, uint key, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), Philox.Block((counter, counter, counter, counter), (key, key)));

    [Fact]
    public void Philox_gives_the_published_words_for_the_digits_of_pi() =>
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.Block((0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u), (0xa4093822u, 0x299f31d0u)));
}
