namespace Glia.Studies;

/// <summary>Names the assembly whose study classes are Glia's; a study is found by its type.</summary>
public static class StudiesAssembly;
