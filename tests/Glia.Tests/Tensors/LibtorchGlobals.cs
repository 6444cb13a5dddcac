namespace Glia.Tests.Tensors;

/// <summary>Tests that touch what libtorch has once a process (its random generator) do not run beside others.</summary>
[CollectionDefinition(nameof(LibtorchGlobals), DisableParallelization = true)]
public sealed class LibtorchGlobals;
