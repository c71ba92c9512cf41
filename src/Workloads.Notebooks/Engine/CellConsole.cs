namespace Workloads.Notebooks.Engine;

/// <summary>Both streams of the console that cells write to.</summary>
internal sealed record CellConsole(ConsoleCapture Output, ConsoleCapture Error)
{
    /// <summary>Makes it the process's console: each cell begins with it, whatever the one before has set.</summary>
    public void Attach()
    {
        Console.SetOut(Output);
        Console.SetError(Error);
    }

    public void Flush()
    {
        Output.Flush();
        Error.Flush();
    }
}
