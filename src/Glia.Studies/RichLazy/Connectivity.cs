namespace Glia.Studies.RichLazy;

/// <summary>How the initial weights are made; all but <see cref="NotRescaled"/> have the Frobenius norm of the seed's full normal matrix.</summary>
public enum Connectivity
{
    /// <summary>The largest singular triplets of a normal matrix, scaled back to its norm.</summary>
    LowRank,

    /// <summary>The largest singular triplets of a normal matrix as they are: rank and size are confounded.</summary>
    NotRescaled,

    /// <summary>Orthonormal columns, all directions alike.</summary>
    Orthogonal,

    /// <summary>Rank one, in the direction of the target.</summary>
    Aligned,

    /// <summary>Dale's law: units either excite or inhibit.</summary>
    Dale,

    /// <summary>Blocks of excitatory, PV, SST and VIP cells.</summary>
    CellTypes,

    /// <summary>A tenth of the connections.</summary>
    Sparse,
}
