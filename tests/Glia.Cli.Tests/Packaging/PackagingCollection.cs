namespace Glia.Cli.Tests.Packaging;

/// <summary>Packing takes both cores and a gigabyte for half a minute: these tests share it and run by themselves.</summary>
[CollectionDefinition(nameof(PackagingCollection), DisableParallelization = true)]
public sealed class PackagingCollection : ICollectionFixture<PackedPackages>;
