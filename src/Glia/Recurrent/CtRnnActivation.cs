namespace Glia.Recurrent;

/// <summary>What a unit of a <see cref="CtRnn"/> makes of its input.</summary>
public enum CtRnnActivation
{
    /// <summary>max(0, z).</summary>
    Relu,

    /// <summary>tanh z.</summary>
    Tanh,
}
