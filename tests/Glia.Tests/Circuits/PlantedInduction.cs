using Glia.Circuits;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

/// <summary>An induction circuit built by hand: head 0.0 copies each token into the next position's slot "previous"; head 1.0 looks for its own token there and copies what it finds.</summary>
/// <remarks>The residual stream has slots for token, previous token, position and answer. Head 1 of each layer does nothing.</remarks>
internal static class PlantedInduction
{
    public const int Vocabulary = 50;
    public const int Context = 24;
    private const int Head = 50;
    private const double Sharpness = 400;
    private const int Previous = Vocabulary, Position = 2 * Vocabulary, Answer = Position + Context, Width = Answer + Vocabulary;

    public static Transformer Create()
    {
        var configuration = TransformerConfiguration.AttentionOnly(2, 2, Width, Vocabulary, Vocabulary, Context) with
        {
            Normalization = NormalizationKind.None,
            Rotary = null,
            LearnedPositions = true,
            HeadSize = Head,
            UnembeddingBias = false,
        };
        return new Transformer(configuration, new TransformerWeights
        {
            Embedding = Slots(Vocabulary, Width, (row, column) => column == row),
            Positions = Slots(Context, Width, (row, column) => column == Position + row),
            Blocks =
            [
                Block(query: (slot, e) => slot == Position + e, key: (slot, e) => slot == Position + e - 1, value: (slot, e) => slot == e, output: (e, slot) => slot == Previous + e),
                Block(query: (slot, e) => slot == e, key: (slot, e) => slot == Previous + e, value: (slot, e) => slot == e, output: (e, slot) => slot == Answer + e),
            ],
            UnembeddingWeight = Slots(Width, Vocabulary, (slot, token) => slot == Answer + token),
        });
    }

    private static BlockWeights Block(Func<int, int, bool> query, Func<int, int, bool> key, Func<int, int, bool> value, Func<int, int, bool> output) => new()
    {
        Query = new(Slots(Width, 2 * Head, (slot, e) => e < Head && query(slot, e), Sharpness)),
        Key = new(Slots(Width, 2 * Head, (slot, e) => e < Head && key(slot, e))),
        Value = new(Slots(Width, 2 * Head, (slot, e) => e < Head && value(slot, e))),
        Output = new(Slots(2 * Head, Width, (e, slot) => e < Head && output(e, slot))),
    };

    private static Tensor Slots(int rows, int columns, Func<int, int, bool> isOne, double scale = 1)
    {
        var values = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                values[row, column] = isOne(row, column) ? scale : 0;
            }
        }

        return tensor(values).DetachFromDisposeScope();
    }
}
