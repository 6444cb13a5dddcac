using System.IO.Compression;
using Glia.Build;

namespace Glia.Cli.Tests.Packaging;

[Collection(nameof(PackagingCollection))]
public sealed class LibraryPackageTests(PackedPackages packed)
{
    [Fact]
    public void The_package_brings_its_build_step_to_projects_that_reference_it_and_to_those_that_reference_them()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(packed.Separate.Packages, $"Glia.{PackedPackages.Version}.nupkg"));
        var files = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.All(["lib/net10.0/Glia.dll", "lib/net10.0/Glia.xml"], file => Assert.Contains(file, files));
        foreach (var folder in new[] { "build", "buildTransitive" })
        {
            Assert.Contains($"{folder}/Glia.targets", files);
            Assert.Contains($"{folder}/WeakVersionNeed.cs", files);
        }
    }

    [Fact]
    public void A_project_that_references_the_package_computes_with_libtorch() => ComputesIn(Project("direct", Glia, Program, Sums));

    [Fact]
    public void A_project_that_references_the_package_through_another_computes_with_libtorch()
    {
        Project("library", Glia, Sums);
        ComputesIn(Project("indirect", """<ProjectReference Include="../library/library.csproj" />""", Program));
    }

    private static string Glia => $"""<PackageReference Include="Glia" Version="{PackedPackages.Version}" />""";

    private static (string Name, string Text) Program => ("Program.cs", "System.Console.WriteLine(Sums.OfHalves(8));");

    private static (string Name, string Text) Sums => ("Sums.cs", """
        using Glia.Tensors;
        using TorchSharp;

        public static class Sums
        {
            public static float OfHalves(int count)
            {
                Libtorch.EnsureLoaded();
                using var scope = torch.NewDisposeScope();
                return torch.zeros(count).Plus(0.5).sum().item<float>();
            }
        }
        """);

    private void ComputesIn(string project)
    {
        packed.Separate.Dotnet(project, "build", "-m:1", "-o", "output");
        var (exitCode, output) = packed.Separate.Run(project, "dotnet", Path.Combine("output", Path.GetFileName(project) + ".dll"));
        Assert.True(exitCode == 0, output);
        Assert.Equal("4", output.Trim());
        if (OperatingSystem.IsLinux())
        {
            var library = Assert.Single(Directory.GetFiles(Path.Combine(project, "output"), "libLibTorchSharp.so", SearchOption.AllDirectories));
            Assert.Equal(WeakVersionNeedOutcome.AlreadyWeak, WeakVersionNeed.Apply(File.ReadAllBytes(library), "libstdc++.so.6", "GLIBCXX_3.4.32"));
        }
    }

    private string Project(string name, string reference, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(packed.Separate.PathOf(name)).FullName;
        var isProgram = files.Any(file => file.Name == Program.Name);
        var native = OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64" : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>{(isProgram ? "Exe" : "Library")}</OutputType>
                <InvariantGlobalization>true</InvariantGlobalization>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
                {reference}
                {(isProgram ? $"""<PackageReference Include="{native}" Version="2.10.0" />""" : "")}
              </ItemGroup>
            </Project>
            """);
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
        }

        return folder;
    }
}
