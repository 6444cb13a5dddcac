using System.Reflection;

namespace Glia.Lab.Studies;

/// <summary>The studies of an assembly, found by their type: adding a study means adding its folder and nothing else.</summary>
public sealed class StudyCatalog
{
    private readonly SortedDictionary<string, Study> _bySlug = new(StringComparer.Ordinal);

    /// <summary>Finds and creates every study class of an assembly.</summary>
    /// <exception cref="InvalidOperationException">Two studies have the same slug.</exception>
    public StudyCatalog(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Study)) && !type.IsAbstract))
        {
            var study = (Study)Activator.CreateInstance(type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!;
            if (!_bySlug.TryAdd(study.Slug, study))
            {
                throw new InvalidOperationException($"Two studies are called '{study.Slug}'.");
            }
        }
    }

    /// <summary>All studies, by slug.</summary>
    public IReadOnlyCollection<Study> Studies => _bySlug.Values;

    /// <summary>The study of a paper, or null.</summary>
    public Study? Find(string slug) => _bySlug.GetValueOrDefault(slug);
}
