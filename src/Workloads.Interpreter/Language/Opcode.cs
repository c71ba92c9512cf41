using System.Text;

namespace Workloads.Interpreter;

/// <summary>The instructions of the stack machine: a part of CPython 3.12's, under its names.</summary>
internal enum Opcode
{
    /// <summary>Begins a function; the first check point of a call.</summary>
    Resume,

    /// <summary>Does nothing.</summary>
    Nop,

    /// <summary>Pushes a local variable.</summary>
    LoadFast,

    /// <summary>Pops into a local variable.</summary>
    StoreFast,

    /// <summary>Pushes a constant.</summary>
    LoadConst,

    /// <summary>Pushes a shared global; a function's name is looked up for the call that follows, and pushes nothing.</summary>
    LoadGlobal,

    /// <summary>Pops into a shared global.</summary>
    StoreGlobal,

    /// <summary>Looks up a lock's method for the call that follows.</summary>
    LoadAttr,

    /// <summary>Pops two integers and pushes what an arithmetic operator makes of them.</summary>
    BinaryOp,

    /// <summary>Pops two integers and pushes whether they compare so.</summary>
    CompareOp,

    /// <summary>Negates the top of the stack.</summary>
    UnaryNegative,

    /// <summary>Replaces the top of the stack by 1 when it is 0, else by 0.</summary>
    UnaryNot,

    /// <summary>Pushes the top of the stack once more.</summary>
    Copy,

    /// <summary>Exchanges the top of the stack and what lies below.</summary>
    Swap,

    /// <summary>Drops the top of the stack.</summary>
    PopTop,

    /// <summary>Pops, and jumps forward when it was 0.</summary>
    PopJumpIfFalse,

    /// <summary>Pops, and jumps forward when it was not 0.</summary>
    PopJumpIfTrue,

    /// <summary>Jumps forward.</summary>
    JumpForward,

    /// <summary>Jumps backward; a check point.</summary>
    JumpBackward,

    /// <summary>Makes an iterator of the range on the stack.</summary>
    GetIter,

    /// <summary>Pushes the iterator's next number, or leaves the loop.</summary>
    ForIter,

    /// <summary>Ends a for loop.</summary>
    EndFor,

    /// <summary>Takes the lock on top of the stack for a with block.</summary>
    BeforeWith,

    /// <summary>Calls a function with the arguments on the stack; after a native function a check point.</summary>
    Call,

    /// <summary>Returns the top of the stack.</summary>
    ReturnValue,

    /// <summary>Returns a constant.</summary>
    ReturnConst,
}

/// <summary>What CPython 3.12 calls an instruction, and how much room it gives it.</summary>
internal static class Opcodes
{
    private static readonly string[] s_names = [.. Enum.GetValues<Opcode>().Select(Spell)];

    /// <summary>The name as <c>dis</c> prints it: LOAD_FAST.</summary>
    public static string Name(this Opcode opcode) => s_names[(int)opcode];

    /// <summary>The 16-bit units behind it in which CPython 3.12 caches what it has learnt; the listing's offsets count them.</summary>
    public static int CacheEntries(this Opcode opcode) => opcode switch
    {
        Opcode.BinaryOp or Opcode.CompareOp or Opcode.ForIter => 1,
        Opcode.Call => 3,
        Opcode.LoadGlobal => 4,
        Opcode.LoadAttr => 9,
        _ => 0,
    };

    /// <summary>Whether its argument is the instruction that it may jump to.</summary>
    public static bool Jumps(this Opcode opcode) => opcode
        is Opcode.PopJumpIfFalse or Opcode.PopJumpIfTrue or Opcode.JumpForward or Opcode.JumpBackward or Opcode.ForIter;

    /// <summary>Whether control never goes on to the instruction behind it.</summary>
    public static bool EndsBlock(this Opcode opcode) => opcode
        is Opcode.JumpForward or Opcode.JumpBackward or Opcode.ReturnValue or Opcode.ReturnConst;

    private static string Spell(Opcode opcode)
    {
        var name = new StringBuilder();
        foreach (char letter in opcode.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
