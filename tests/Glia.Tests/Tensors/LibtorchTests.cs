using System.Runtime.InteropServices;
using Glia.Tensors;

namespace Glia.Tests.Tensors;

public sealed class LibtorchTests
{
    [Fact]
    public void Libtorch_loads_here_and_says_its_version()
    {
        Assert.True(Libtorch.TryLoad(out var problem), problem);
        Assert.Null(problem);
        Assert.Matches(@"^2\.\d+\.\d+$", Libtorch.Version);
        Assert.InRange(Libtorch.Threads, 1, 4096);
    }

    [Fact]
    public void The_loader_of_TorchSharp_did_not_fall_back_to_copies_of_the_unrepaired_library()
    {
        Libtorch.EnsureLoaded();
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")));
    }

    [Theory]
    [InlineData("Linux", Architecture.Arm64)]
    [InlineData("Windows", Architecture.X86)]
    [InlineData("macOS", Architecture.X64)]
    public void Platforms_without_libtorch_are_named(string system, Architecture architecture)
    {
        var problem = LibtorchProblem.OfPlatform(system, architecture);
        Assert.Equal($"libtorch is not served for {system} on {architecture}; run this on Linux x64, Windows x64 or macOS arm64.", problem);
    }

    // Excerpts in the form that CoreCLR 10 reports on Debian 12: every path that was tried, one a line, dependencies by their bare name.
    [Theory]
    [InlineData(
        "Unable to load shared library 'torch_cpu' or one of its dependencies.\nlibstdc++.so.6: cannot open shared object file: No such file or directory\n"
        + "/app/libtorch_cpu.so: cannot open shared object file: No such file or directory",
        "libtorch needs the system library libstdc++.so.6, which is missing; install it (Debian, Ubuntu: apt-get install libstdc++6).")]
    [InlineData(
        "Unable to load shared library 'torch_cpu'.\nlibgomp.so.1: cannot open shared object file: No such file or directory",
        "libtorch needs the system library libgomp.so.1, which is missing; install it (Debian, Ubuntu: apt-get install libgomp1).")]
    [InlineData(
        "Unable to load shared library 'torch_cpu'.\n/app/torch_cpu.so: cannot open shared object file: No such file or directory\n"
        + "libgomp-98b21ff3.so.1: cannot open shared object file: No such file or directory",
        "The native library libgomp-98b21ff3.so.1 is not beside the program; reference the NuGet package libtorch-cpu-linux-x64 in the project that is executed and build again.")]
    [InlineData(
        "Unable to load shared library 'torch_cpu'.\nlibnuma.so.1: cannot open shared object file: No such file or directory",
        "libtorch needs the library libnuma.so.1, which is missing; install the package of your system that contains it.")]
    [InlineData(
        "Unable to load shared library 'LibTorchSharp'.\n/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)\n"
        + "/app/LibTorchSharp.so: cannot open shared object file: No such file or directory",
        "libstdc++.so.6 of this system is too old for TorchSharp's native library as it comes (it lacks GLIBCXX_3.4.32); build with the Glia package, "
        + "whose build step removes that requirement, or install GCC 13.2's libstdc++ or newer.")]
    [InlineData(
        "/lib64/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)",
        "libc.so.6 of this system lacks GLIBC_2.34, which libtorch needs; use a newer system (Debian 12, Ubuntu 22.04, RHEL 9 or later).")]
    [InlineData(
        "Unable to load shared library 'LibTorchSharp'.\n/app/libLibTorchSharp.so: cannot open shared object file: No such file or directory\nlibLibTorchSharp: cannot open shared object file: No such file or directory",
        "The native library LibTorchSharp is not beside the program; reference the NuGet package TorchSharp in the project that is executed and build again.")]
    public void One_sentence_says_what_is_missing_and_what_to_install(string loaderMessage, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The messages are those of the loader of Linux.");
        Assert.Equal(expected, LibtorchProblem.OfLoader(loaderMessage));
    }
}
