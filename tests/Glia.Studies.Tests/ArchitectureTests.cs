using System.Reflection;

namespace Glia.Studies.Tests;

public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Glia")]
    [InlineData("Glia.Lab", "Glia")]
    [InlineData("Glia.Studies", "Glia", "Glia.Lab")]
    public void References_point_one_way(string assembly, params string[] allowed)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => name == "Glia" || name.StartsWith("Glia.", StringComparison.Ordinal));
        Assert.Subset(allowed.ToHashSet(), references.ToHashSet());
    }

    [Fact]
    public void No_public_type_of_the_library_is_called_after_nothing()
    {
        string[] empty = ["Utils", "Utilities", "Helper", "Helpers", "Manager", "Common"];
        var types = new[] { "Glia", "Glia.Lab", "Glia.Studies" }.SelectMany(name => Assembly.Load(name).GetExportedTypes());
        Assert.DoesNotContain(types, type => empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)));
    }
}
