namespace Glia.Neurons;

/// <summary>Whether the leak scales the input current too.</summary>
public enum InputDecay
{
    /// <summary>h = v + (x − (v − v_rest))/τ: a constant current x drives the membrane towards v_rest + x (SpikingJelly's decay_input = true).</summary>
    Decayed,

    /// <summary>h = v − (v − v_rest)/τ + x: the current is added whole (decay_input = false).</summary>
    Whole,
}
