
namespace Workloads.Interpreter;

/// <summary>How deep the stack of a function gets, found by following every way through it.</summary>
internal static class StackDepths
{
    public static int Deepest(CodeObject code)
    {
        var depths = new int[code.Instructions.Count];
        Array.Fill(depths, -1);
        var open = new Stack<(int Index, int Depth)>([(0, 0)]);
        int deepest = 0;
        while (open.TryPop(out var next))
        {
            if (depths[next.Index] >= 0)
                continue;
            depths[next.Index] = next.Depth;
            Instruction instruction = code.Instructions[next.Index];
            int after = next.Depth + Effect(code, instruction);
            deepest = Math.Max(deepest, after);
            if (instruction.Opcode == Opcode.ForIter)
                open.Push((instruction.Argument, next.Depth));
            else if (instruction.Opcode.Jumps())
                open.Push((instruction.Argument, after));
            if (!instruction.Opcode.EndsBlock())
                open.Push((next.Index + 1, after));
        }

        return deepest;
    }

    /// <summary>By how many values an instruction makes the stack grow, when it does not leave a loop.</summary>
    private static int Effect(CodeObject code, Instruction instruction) => instruction.Opcode switch
    {
        Opcode.LoadFast or Opcode.LoadConst or Opcode.Copy or Opcode.ForIter or Opcode.BeforeWith => 1,
        Opcode.LoadGlobal => code.GlobalOf(instruction) >= 0 ? 1 : 0,
        Opcode.StoreFast or Opcode.StoreGlobal or Opcode.BinaryOp or Opcode.CompareOp => -1,
        Opcode.PopJumpIfFalse or Opcode.PopJumpIfTrue or Opcode.ReturnValue => -1,
        Opcode.PopTop => -instruction.Width,
        Opcode.EndFor => -RangeWidth,
        Opcode.Call => CallEffect(instruction),
        _ => 0,
    };

    /// <summary>The slots that a range and its iterator take: the next number, the end, the step.</summary>
    public const int RangeWidth = 3;

    private static int CallEffect(Instruction call) => call.Callee.Native switch
    {
        Native.Range => RangeWidth - call.Argument,
        Native.AcquireLock or Native.ReleaseLock => 0,
        Native.ExitWith => -3,
        _ => 1 - call.Argument,
    };
}
