using System.Reflection;
using Glia.Lab.Studies;

namespace Glia.Cli;

/// <summary>Finds the assembly with the studies: Glia's own, or the one that <c>GLIA_STUDIES</c> names, for studies of one's own.</summary>
public static class StudyAssemblies
{
    /// <summary>The variable that names another assembly.</summary>
    public const string Variable = "GLIA_STUDIES";

    /// <summary>Loads the studies.</summary>
    /// <exception cref="UsageException">The named assembly cannot be loaded.</exception>
    public static StudyCatalog Load()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(named))
        {
            return new StudyCatalog(typeof(Studies.StudiesAssembly).Assembly);
        }

        try
        {
            return new StudyCatalog(Assembly.LoadFrom(named));
        }
        catch (Exception problem) when (problem is IOException or BadImageFormatException or ReflectionTypeLoadException)
        {
            throw new UsageException($"{Variable} names {named}, which cannot be loaded: {problem.Message}");
        }
    }
}
