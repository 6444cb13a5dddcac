using Glia.Data;

namespace Glia.Tests.Data;

public sealed class DataRegistryTests
{
    [Fact]
    public void Every_entry_says_what_it_is_and_names_are_unique()
    {
        Assert.NotEmpty(DataRegistry.All);
        Assert.Distinct(DataRegistry.All.Select(set => set.Name));
        Assert.All(DataRegistry.All, set =>
        {
            Assert.Matches("^[a-z0-9-]+$", set.Name);
            Assert.All([set.Title, set.Licence, set.Source], text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.NotEmpty(set.Files);
            Assert.Distinct(set.Files.Select(file => file.Name));
            Assert.All(set.Files, file =>
            {
                Assert.Equal(Path.GetFileName(file.Name), file.Name);
                Assert.Matches("^[0-9a-f]{64}$", file.Sha256);
                Assert.True(file.Bytes > 0);
                Assert.All(file.Addresses, address => Assert.Equal("https", address.Scheme));
            });
        });
    }

    [Fact]
    public void A_set_is_found_by_its_name_and_unknown_names_give_null()
    {
        Assert.Same(DataRegistry.Mnist, DataRegistry.Find("mnist"));
        Assert.Null(DataRegistry.Find("mnits"));
        Assert.Equal(54_950_048, DataRegistry.Mnist.Bytes);
    }
}
