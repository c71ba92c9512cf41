namespace Workloads.Topics;

/// <summary>
/// Prints lines for several threads onto one sheet. A line is printed in pieces, as <c>print</c> writes text, number and line
/// end one after the other (C7): each piece is whole, and what comes between two pieces is the question.
/// </summary>
/// <param name="name">How it keeps lines apart, as charts and tables show it.</param>
public abstract class Printer(string name) : IDisposable
{
    private readonly Lock _sheetLock = new();
    private readonly List<string> _sheet = [];

    /// <inheritdoc cref="PlainPrinter"/>
    public static Printer Plain() => new PlainPrinter();

    /// <inheritdoc cref="LockPrinter"/>
    public static Printer Locked() => new LockPrinter();

    /// <inheritdoc cref="OwnerPrinter"/>
    public static Printer Owned() => new OwnerPrinter();

    /// <summary>How it keeps lines apart.</summary>
    public string Name { get; } = name;

    /// <summary>The sheet's text; read it when the threads that print have ended and <see cref="Finish"/> was called.</summary>
    public string Text => string.Concat(_sheet);

    /// <summary>Prints one line.</summary>
    public abstract void PrintLine(IReadOnlyList<string> pieces);

    /// <summary>Waits until everything that was handed in is on the sheet.</summary>
    public virtual void Finish()
    {
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Puts the pieces onto the sheet. Other threads' pieces can come in between.</summary>
    protected void Put(IReadOnlyList<string> pieces)
    {
        foreach (string piece in pieces)
        {
            lock (_sheetLock)
                _sheet.Add(piece);

            // A console's write is a system call, where the scheduler may well choose another thread.
            Thread.Yield();
        }
    }
}
