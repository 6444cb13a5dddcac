using Glia.Complexity;

namespace Glia.Tests.Complexity;

public sealed class EntropyRateTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0.08, 0.4022)]
    [InlineData(0.04, 0.2423)]
    [InlineData(0.01, 0.0808)]
    public void Independent_spikes_have_the_binary_entropy(double p, double bits) => Assert.Equal(bits, EntropyRate.Bernoulli(p), 4);

    [Theory]
    [InlineData(0.1, 0.5, 0.379)]
    [InlineData(0.1, 0.8, 0.211)]
    public void A_train_of_two_states_has_the_mean_of_their_entropies(double rate, double p11, double bits) => Assert.Equal(bits, EntropyRate.Markov(rate, p11), 3);

    [Fact]
    public void Persistence_equal_to_the_rate_is_independence() => Assert.Equal(EntropyRate.Bernoulli(0.3), EntropyRate.Markov(0.3, 0.3), 12);

    [Fact]
    public void No_probability_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => EntropyRate.Bernoulli(1.5));
}
