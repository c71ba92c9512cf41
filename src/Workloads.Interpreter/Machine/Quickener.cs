namespace Workloads.Interpreter;

/// <summary>Turns a function's instructions into the machine's steps.</summary>
/// <param name="code">The function.</param>
/// <param name="fuse">Whether several instructions may become one step; not where each is a check point.</param>
internal sealed class Quickener(CodeObject code, bool fuse)
{
    private readonly HashSet<int> _targets =
        [.. code.Instructions.Where(instruction => instruction.Opcode.Jumps()).Select(instruction => instruction.Argument)];
    private readonly List<Quick> _steps = [];
    private readonly List<int> _sources = [];
    private readonly int[] _places = new int[code.Instructions.Count];

    /// <summary>The steps, whose jumps name steps of this function; and for each the instruction that it was made for.</summary>
    public (Quick[] Steps, int[] Sources) Translate()
    {
        Array.Fill(_places, -1);
        for (int index = 0; index < code.Instructions.Count;)
        {
            int taken = fuse ? Fuse(index) : 0;
            if (taken == 0)
            {
                One(index);
                taken = 1;
            }

            index += taken;
        }

        Quick[] steps = [.. _steps];
        foreach (ref Quick step in steps.AsSpan())
        {
            if (step.Code is QuickCode.Jump or QuickCode.JumpBackward or QuickCode.JumpIfZero or QuickCode.JumpIfNotZero
                or QuickCode.ForIter or >= QuickCode.ForIterToLocal)
                step.Target = _places[step.Target];
        }

        return (steps, [.. _sources]);
    }

    private Instruction At(int index) => code.Instructions[index];

    private long ConstantAt(int index) => code.Constants[At(index).Argument].Value;

    private void Emit(int index, QuickCode quick, int slot = 0, int target = 0, long operand = 0)
    {
        for (int place = index; place >= 0 && _places[place] < 0; place--)
            _places[place] = _steps.Count;
        _steps.Add(new() { Code = quick, Slot = checked((ushort)slot), Target = target, Operand = operand });
        _sources.Add(index);
    }

    /// <summary>Whether such instructions follow one another here, with no jump into the middle.</summary>
    private bool Follow(int index, params ReadOnlySpan<Opcode> opcodes)
    {
        for (int i = 0; i < opcodes.Length; i++)
        {
            if (index + i >= code.Instructions.Count || At(index + i).Opcode != opcodes[i] || i > 0 && _targets.Contains(index + i))
                return false;
        }

        return true;
    }

    /// <summary>Emits one step for several instructions, and returns how many; 0 when none fits.</summary>
    private int Fuse(int index)
    {
        switch (At(index).Opcode)
        {
            case Opcode.LoadFast when Follow(index, Opcode.LoadFast, Opcode.LoadConst, Opcode.CompareOp) && ConditionalJump(index + 3):
                Emit(index, Compared(QuickCode.JumpIfLocalLessConstant, index + 2), At(index).Argument, At(index + 3).Argument,
                    ConstantAt(index + 1));
                return 4;
            case Opcode.LoadFast when Follow(index, Opcode.LoadFast, Opcode.LoadFast, Opcode.CompareOp) && ConditionalJump(index + 3):
                Emit(index, Compared(QuickCode.JumpIfLocalLessLocal, index + 2), At(index).Argument, At(index + 3).Argument,
                    At(index + 1).Argument);
                return 4;
            case Opcode.LoadFast when Follow(index, Opcode.LoadFast, Opcode.LoadConst, Opcode.BinaryOp) && Addend(index + 1) is { } addend:
                return FuseSum(index, addend);
            case Opcode.LoadFast when Follow(index, Opcode.LoadFast, Opcode.LoadFast, Opcode.BinaryOp)
                && At(index + 2).Argument == (int)BinaryOperator.Remainder:
                Emit(index, QuickCode.PushLocalRemainderLocal, At(index).Argument, operand: At(index + 1).Argument);
                return 3;
            case Opcode.LoadConst when Follow(index, Opcode.LoadConst, Opcode.CompareOp) && ConditionalJump(index + 2):
                Emit(index, Compared(QuickCode.JumpIfTopLessConstant, index + 1), target: At(index + 2).Argument,
                    operand: ConstantAt(index));
                return 3;
            case Opcode.LoadConst when Follow(index, Opcode.LoadConst, Opcode.BinaryOp) && Addend(index) is { } addend:
                Emit(index, QuickCode.AddConstant, operand: addend);
                return 2;
            case Opcode.BinaryOp when Follow(index, Opcode.BinaryOp, Opcode.ReturnValue) && At(index).Argument == (int)BinaryOperator.Add:
                Emit(index, QuickCode.AddAndReturn, code.Locals.Count);
                return 2;
            case Opcode.ForIter when Follow(index, Opcode.ForIter, Opcode.StoreFast):
                Emit(index, QuickCode.ForIterToLocal, At(index + 1).Argument, At(index).Argument);
                return 2;
            case Opcode.Nop:
            case Opcode.GetIter:
            case Opcode.LoadAttr:
            case Opcode.LoadGlobal when code.GlobalOf(At(index)) < 0:
                // Resolved already: no step at all. A jump to it goes to the step behind it.
                return 1;
            default:
                return 0;
        }
    }

    private int FuseSum(int index, long addend)
    {
        Instruction local = At(index);
        if (Follow(index + 2, Opcode.BinaryOp, Opcode.StoreFast) && At(index + 3).Argument == local.Argument)
        {
            Emit(index, QuickCode.AddConstantToLocal, local.Argument, operand: addend);
            return 4;
        }

        if (Follow(index + 2, Opcode.BinaryOp, Opcode.Call) && At(index + 3).Callee is { Function: >= 0 } callee)
        {
            Emit(index, QuickCode.CallWithLocalPlusConstant, local.Argument, callee.Function, addend);
            return 4;
        }

        Emit(index, QuickCode.PushLocalPlusConstant, local.Argument, operand: addend);
        return 3;
    }

    /// <summary>What a constant and the addition or subtraction behind it add to what lies below.</summary>
    private long? Addend(int index) => (BinaryOperator)(At(index + 1).Argument % Operators.InPlace) switch
    {
        BinaryOperator.Add => ConstantAt(index),
        BinaryOperator.Subtract when ConstantAt(index) != long.MinValue => -ConstantAt(index),
        _ => null,
    };

    private bool ConditionalJump(int index) =>
        Follow(index - 1, At(index - 1).Opcode, Opcode.PopJumpIfFalse) || Follow(index - 1, At(index - 1).Opcode, Opcode.PopJumpIfTrue);

    /// <summary>The step of a family that jumps when the comparison comes out as the jump behind it wants.</summary>
    private QuickCode Compared(QuickCode family, int index)
    {
        var comparison = (CompareOperator)(At(index).Argument >> 4);
        if (At(index + 1).Opcode == Opcode.PopJumpIfFalse)
            comparison = Opposite(comparison);
        return family + (ushort)comparison;
    }

    private static CompareOperator Opposite(CompareOperator comparison) => comparison switch
    {
        CompareOperator.Less => CompareOperator.GreaterOrEqual,
        CompareOperator.LessOrEqual => CompareOperator.Greater,
        CompareOperator.Equal => CompareOperator.NotEqual,
        CompareOperator.NotEqual => CompareOperator.Equal,
        CompareOperator.Greater => CompareOperator.LessOrEqual,
        _ => CompareOperator.Less,
    };

    private void One(int index)
    {
        Instruction instruction = At(index);
        int argument = instruction.Argument;
        switch (instruction.Opcode)
        {
            case Opcode.Resume:
                Emit(index, QuickCode.Resume);
                break;
            case Opcode.LoadFast:
                Emit(index, QuickCode.PushLocal, argument);
                break;
            case Opcode.StoreFast:
                Emit(index, QuickCode.StoreLocal, argument);
                break;
            case Opcode.LoadConst:
                Emit(index, QuickCode.PushConstant, operand: ConstantAt(index));
                break;
            case Opcode.LoadGlobal when code.GlobalOf(instruction) >= 0:
                Emit(index, QuickCode.PushGlobal, target: code.GlobalOf(instruction));
                break;
            case Opcode.StoreGlobal:
                Emit(index, QuickCode.StoreGlobal, target: code.GlobalOf(instruction));
                break;
            case Opcode.BinaryOp:
                Emit(index, Binary(instruction), operand: argument);
                break;
            case Opcode.CompareOp:
                Emit(index, QuickCode.Compare, operand: argument >> 4);
                break;
            case Opcode.UnaryNegative:
                Emit(index, QuickCode.Negate);
                break;
            case Opcode.UnaryNot:
                Emit(index, QuickCode.Not);
                break;
            case Opcode.Copy:
                Emit(index, QuickCode.Copy);
                break;
            case Opcode.Swap:
                Emit(index, QuickCode.SwapOver, instruction.Width);
                break;
            case Opcode.PopTop:
                Emit(index, QuickCode.Pop, instruction.Width);
                break;
            case Opcode.PopJumpIfFalse:
                Emit(index, QuickCode.JumpIfZero, target: argument);
                break;
            case Opcode.PopJumpIfTrue:
                Emit(index, QuickCode.JumpIfNotZero, target: argument);
                break;
            case Opcode.JumpForward:
                Emit(index, QuickCode.Jump, target: argument);
                break;
            case Opcode.JumpBackward:
                Emit(index, QuickCode.JumpBackward, target: argument);
                break;
            case Opcode.ForIter:
                Emit(index, QuickCode.ForIter, target: argument);
                break;
            case Opcode.EndFor:
                Emit(index, QuickCode.EndFor);
                break;
            case Opcode.BeforeWith:
                Emit(index, QuickCode.TakeLock);
                break;
            case Opcode.Call when instruction.Callee.Function >= 0:
                Emit(index, QuickCode.Call, target: instruction.Callee.Function);
                break;
            case Opcode.Call:
                Emit(index, QuickCode.CallNative, argument, (int)instruction.Callee.Native);
                break;
            case Opcode.ReturnValue:
                Emit(index, QuickCode.Return, code.Locals.Count);
                break;
            case Opcode.ReturnConst:
                Emit(index, QuickCode.ReturnConstant, code.Locals.Count, operand: ConstantAt(index));
                break;
            default:
                Emit(index, QuickCode.Nop);
                break;
        }
    }

    private static QuickCode Binary(Instruction instruction) => (BinaryOperator)(instruction.Argument % Operators.InPlace) switch
    {
        BinaryOperator.Add => QuickCode.Add,
        BinaryOperator.Subtract => QuickCode.Subtract,
        BinaryOperator.Multiply => QuickCode.Multiply,
        BinaryOperator.FloorDivide => QuickCode.FloorDivide,
        _ => QuickCode.Remainder,
    };
}
