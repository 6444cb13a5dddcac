namespace Glia.Continual;

/// <summary>What each class is called at present: a permutation of the classes that exchanges change.</summary>
public sealed class ConceptMap
{
    private readonly int[] _labels;

    /// <summary>Begins with every class under its own name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
    public ConceptMap(int classes)
    {
        _labels = classes >= 2
            ? [.. Enumerable.Range(0, classes)]
            : throw new ArgumentOutOfRangeException(nameof(classes), classes, "Labels can be exchanged only between two classes or more.");
    }

    /// <summary>Number of classes.</summary>
    public int Classes => _labels.Length;

    /// <summary>The label that images of a class have at present.</summary>
    public int this[int imageClass] => _labels[imageClass];

    /// <summary>Exchanges two labels: what was called <paramref name="first"/> is called <paramref name="second"/> from now on, and the reverse.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A label is none of the classes.</exception>
    public void Exchange(int first, int second)
    {
        var (one, other) = (ClassCalled(first), ClassCalled(second));
        (_labels[one], _labels[other]) = (second, first);
    }

    private int ClassCalled(int label)
    {
        var found = Array.IndexOf(_labels, label);
        return found >= 0 ? found : throw new ArgumentOutOfRangeException(nameof(label), label, $"Labels are 0 to {Classes - 1}.");
    }
}
