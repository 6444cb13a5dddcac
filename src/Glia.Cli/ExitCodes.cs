namespace Glia.Cli;

/// <summary>The exit codes of <c>glia</c>; documented in docs/command-line.md.</summary>
public static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>A fault of Glia itself; the trace is in the file that the message names.</summary>
    public const int Bug = 1;

    /// <summary>The command, an option or a value is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Data or a native library is missing.</summary>
    public const int Missing = 3;

    /// <summary>With <c>--strict</c>: a claim that the run tested did not reproduce.</summary>
    public const int NotReproduced = 4;

    /// <summary>A run folder cannot be used: not there, locked, damaged, newer, or the disk is full.</summary>
    public const int RunProblem = 5;

    /// <summary>Some trials failed; the rest of the run is fine.</summary>
    public const int TrialsFailed = 6;

    /// <summary>The user interrupted the run; it can be resumed.</summary>
    public const int Interrupted = 130;
}
