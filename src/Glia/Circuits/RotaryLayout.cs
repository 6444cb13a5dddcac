namespace Glia.Circuits;

/// <summary>Which coordinates of a head are rotated together.</summary>
public enum RotaryLayout
{
    /// <summary>j and j + d_h/2, as in Hugging Face's Llama and Qwen files ("rotate half").</summary>
    Half,

    /// <summary>2j and 2j + 1, as in Meta's own files and in icl-dynamics.</summary>
    Adjacent,
}
