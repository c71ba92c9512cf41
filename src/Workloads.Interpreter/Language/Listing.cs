using System.Globalization;
using System.Text;

namespace Workloads.Interpreter;

/// <summary>One instruction as a listing shows it.</summary>
/// <param name="Line">The line of the text, where the instruction is the first of its line.</param>
/// <param name="IsTarget">Whether some instruction jumps here.</param>
/// <param name="Offset">Where CPython 3.12 would have it, in bytes from the function's beginning.</param>
/// <param name="Name">The instruction's name.</param>
/// <param name="Argument">Its argument's number, where it has one.</param>
/// <param name="Meaning">What the argument stands for.</param>
internal readonly record struct ListedInstruction(int? Line, bool IsTarget, int Offset, string Name, int? Argument, string Meaning);

/// <summary>A function's instructions, as Python's <c>dis</c> lists them.</summary>
internal sealed class Listing
{
    internal Listing(StackProgram program, CodeObject code)
    {
        Program = program;
        Code = code;
        Instructions = List(code);
    }

    /// <summary>The program that the function belongs to.</summary>
    public StackProgram Program { get; }

    /// <summary>The function that is listed.</summary>
    public CodeObject Code { get; }

    /// <summary>The instructions.</summary>
    public IReadOnlyList<ListedInstruction> Instructions { get; }

    /// <summary>The listing as text, in the columns of <c>dis</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (ListedInstruction listed in Instructions)
        {
            if (listed.Line is not null && text.Length > 0)
                text.Append('\n');
            string meaning = listed.Meaning.Length == 0 ? "" : $" ({listed.Meaning})";
            string row =
                Invariant($"{listed.Line,3} {(listed.IsTarget ? ">>" : ""),6} {listed.Offset,4} {listed.Name,-20} {listed.Argument,5}{meaning}");
            text.Append(row.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What an instruction's argument stands for, in the words of <c>dis</c>.</summary>
    internal static string Meaning(CodeObject code, Instruction instruction) => instruction.Opcode switch
    {
        Opcode.LoadFast or Opcode.StoreFast => code.Locals[instruction.Argument],
        Opcode.LoadConst or Opcode.ReturnConst => code.Constants[instruction.Argument].Text,
        Opcode.LoadGlobal => ((instruction.Argument & 1) == 1 ? "NULL + " : "") + code.Names[instruction.Argument >> 1],
        Opcode.LoadAttr => "NULL|self + " + code.Names[instruction.Argument >> 1],
        Opcode.StoreGlobal => code.Names[instruction.Argument],
        Opcode.BinaryOp when instruction.Argument >= Operators.InPlace => ((BinaryOperator)(instruction.Argument
            - Operators.InPlace)).Text() + "=",
        Opcode.BinaryOp => ((BinaryOperator)instruction.Argument).Text(),
        Opcode.CompareOp => ((CompareOperator)(instruction.Argument >> 4)).Text(),
        _ => "",
    };

    private static List<ListedInstruction> List(CodeObject code)
    {
        var offsets = new int[code.Instructions.Count];
        for (int index = 1; index < offsets.Length; index++)
            offsets[index] = offsets[index - 1] + 2 * (1 + code.Instructions[index - 1].Opcode.CacheEntries());

        HashSet<int> targets =
            [.. code.Instructions.Where(instruction => instruction.Opcode.Jumps()).Select(instruction => instruction.Argument)];
        var listed = new List<ListedInstruction>();
        int line = 0;
        for (int index = 0; index < offsets.Length; index++)
        {
            Instruction instruction = code.Instructions[index];
            bool jumps = instruction.Opcode.Jumps();
            string meaning = jumps ? string.Create(CultureInfo.InvariantCulture, $"to {offsets[instruction.Argument]}")
                : Meaning(code, instruction);
            listed.Add(new(
                instruction.Line == line ? null : instruction.Line, targets.Contains(index), offsets[index], instruction.Opcode.Name(),
                jumps ? Distance(offsets, index, instruction) : HasArgument(instruction.Opcode) ? instruction.Argument : null, meaning));
            line = instruction.Line;
        }

        return listed;
    }

    /// <summary>How far a jump goes, in units of two bytes from the end of the jump and its cache.</summary>
    private static int Distance(int[] offsets, int index, Instruction jump)
    {
        int from = offsets[index] + 2 * (1 + jump.Opcode.CacheEntries());
        return Math.Abs(offsets[jump.Argument] - from) / 2;
    }

    private static bool HasArgument(Opcode opcode) => opcode
        is not (Opcode.Nop or Opcode.PopTop or Opcode.UnaryNegative or Opcode.UnaryNot or Opcode.GetIter or Opcode.EndFor
            or Opcode.BeforeWith or Opcode.ReturnValue);
}
