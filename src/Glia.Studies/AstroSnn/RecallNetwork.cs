using Glia.Neurons;
using Glia.Random;
using Glia.Recurrent;
using Glia.Sequences;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Studies.AstroSnn;

/// <summary>The network of delayed cue recall: inputs, one layer of units, a linear readout of their activity in the last steps.</summary>
internal sealed class RecallNetwork : nn.Module
{
    public const int Units = 32;
    private const double InputGain = 2;
    private const int AstrocyteVariable = 1;
    private readonly Parameter _input;
    private readonly Parameter _inputBias;
    private readonly Parameter? _recurrent;
    private readonly Parameter _readout;
    private readonly Parameter _readoutBias;
    private readonly NeuronLayer? _layer;
    private readonly GatedRecurrentUnit? _gru;

    public RecallNetwork(AstroUnit unit, DelayedCueRecall task, RandomStream random)
        : base(nameof(RecallNetwork))
    {
        using var scope = NewDisposeScope();
        var units = unit == AstroUnit.WideLif ? 2 * Units : Units;
        var bound = InputGain / Math.Sqrt(task.Channels);
        _input = new Parameter(TensorInitialization.Uniform(random.Child("input"), [units, task.Channels], -bound, bound));
        _inputBias = new Parameter(zeros(units));
        _readout = new Parameter(TensorInitialization.LinearWeight(random.Child("readout"), task.Cues, units));
        _readoutBias = new Parameter(zeros(task.Cues));
        if (unit == AstroUnit.Gru)
        {
            _gru = new GatedRecurrentUnit(task.Channels, units, random.Child("gru"));
        }
        else
        {
            _layer = new NeuronLayer(AstroNeurons.Model(unit, units, task.Steps), units);
            _recurrent = unit == AstroUnit.RecurrentLif ? new Parameter(TensorInitialization.LinearWeight(random.Child("recurrent"), units, units)) : null;
        }

        RegisterComponents();
        scope.Detach(parameters());
    }

    /// <summary>Activity of the units at every step, [T, B, units].</summary>
    /// <param name="inputs">[T, B, channels].</param>
    /// <param name="emptiedAt">Step before which all astrocytes are set to 0; null for none.</param>
    public Tensor Activity(Tensor inputs, int? emptiedAt = null)
    {
        if (_gru is { } gru)
        {
            return gru.Run(inputs, null).Output;
        }

        var current = nn.functional.linear(inputs, _input, _inputBias);
        return _recurrent is { } weights ? Recurrent(current, weights)
            : emptiedAt is { } step ? Emptied(current, step)
            : _layer!.Run(current, null).Output;
    }

    /// <summary>Evidence for each cue, [B, cues].</summary>
    public Tensor Logits(Tensor activity) =>
        nn.functional.linear(activity.narrow(0, activity.shape[0] - DelayedCueRecall.AnswerSteps, DelayedCueRecall.AnswerSteps).sum(dim: 0), _readout, _readoutBias);

    /// <summary>Keeps learned parameters where they are allowed.</summary>
    public void Clamp()
    {
        if (_layer is { } layer)
        {
            AstroNeurons.ClampFeedback(layer);
        }
    }

    private Tensor Emptied(Tensor current, int step)
    {
        var (first, state) = _layer!.Run(current.narrow(0, 0, step), null);
        var changed = state.clone();
        var variable = changed.AsSpan<float>();
        variable = variable.Slice(AstrocyteVariable * variable.Length / 2, variable.Length / 2);
        variable.Clear();
        return cat([first, _layer.Run(current.narrow(0, step, current.shape[0] - step), changed).Output]);
    }

    private Tensor Recurrent(Tensor current, Parameter weights)
    {
        var outputs = new List<Tensor>();
        Tensor? state = null;
        foreach (var step in current.unbind())
        {
            var drive = outputs.Count == 0 ? step : step.Plus(nn.functional.linear(outputs[^1], weights));
            (var spikes, state) = _layer!.Run(drive.unsqueeze(0), state);
            outputs.Add(spikes.squeeze(0));
        }

        return stack(outputs);
    }
}
