namespace Glia.Lab.Studies;

/// <summary>Base of every study's options: an immutable record whose init-only properties are what <c>--set name=value</c> sets.</summary>
/// <remarks>
/// A property's summary is its documentation in <c>glia show</c>; its allowed range is a
/// <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/>. Allowed types: <see cref="int"/>, <see cref="double"/>,
/// <see cref="bool"/>, <see cref="string"/>, enumerations, and <see cref="IReadOnlyList{T}"/> of these.
/// </remarks>
public abstract record StudyOptions
{
    /// <summary>Says what is wrong with values that are each in range but do not go together; one sentence a problem.</summary>
    public virtual IEnumerable<string> Problems() => [];
}
