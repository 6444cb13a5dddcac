namespace Glia.Neurons.Kernels;

/// <summary>A yes or no that a kernel is compiled for.</summary>
internal interface ISwitch
{
    /// <summary>The answer; a constant to the compiler.</summary>
    static abstract bool On { get; }
}

/// <summary>Yes.</summary>
internal readonly struct On : ISwitch
{
    static bool ISwitch.On => true;
}

/// <summary>No.</summary>
internal readonly struct Off : ISwitch
{
    static bool ISwitch.On => false;
}
