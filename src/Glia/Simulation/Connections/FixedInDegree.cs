using Glia.Random;

namespace Glia.Simulation.Connections;

/// <summary>Every target has the same number of sources, drawn without repetition.</summary>
/// <param name="Sources">Sources of each target, 0 to the number of sources there are.</param>
public sealed record FixedInDegree(int Sources) : ConnectionRule
{
    internal override ConnectionRows Draw(ConnectionPlace place, RandomStream random)
    {
        var candidates = place.Sources - (AllowSelf || place.SelfOffset is null ? 0 : 1);
        if (Sources < 0 || Sources > candidates)
        {
            throw new ArgumentException($"A target can have 0 to {candidates} different sources here; got {Sources}.");
        }

        if ((long)Sources * place.Targets > Array.MaxLength)
        {
            throw new ArgumentException($"{place.Targets} targets with {Sources} sources each are more than the {Array.MaxLength} synapses that a projection can have. Make several, of a part of the targets each.");
        }

        // A shuffle that is broken off after as many items as are needed; what it leaves is as good a start for the next target.
        var order = random.Permutation(place.Sources);
        var chosen = new int[Sources * place.Targets];
        for (var target = 0; target < place.Targets; target++)
        {
            var (taken, tried) = (0, 0);
            while (taken < Sources)
            {
                var other = tried + random.NextInt(order.Length - tried);
                (order[tried], order[other]) = (order[other], order[tried]);
                if (AllowSelf || !place.IsSelf(order[tried], target))
                {
                    chosen[(target * Sources) + taken++] = order[tried];
                }

                tried++;
            }
        }

        return ConnectionRows.OfColumns(place.Sources, chosen, i => i / Sources);
    }
}
