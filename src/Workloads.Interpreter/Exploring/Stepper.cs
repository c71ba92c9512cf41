
namespace Workloads.Interpreter;

/// <summary>Runs a thread of a program instruction by instruction, on states that can be packed away and taken up again.</summary>
internal sealed class Stepper(StackProgram program, CheckPoints checkPoints)
{
    /// <summary>CPython's own limit; the stack machine's lies higher.</summary>
    private const int MaxDepth = 1_000;

    private readonly List<string> _failures = [];

    /// <summary>The message of a failed thread.</summary>
    public string Failure(long number) => _failures[(int)number];

    /// <summary>The instruction that a thread runs next.</summary>
    public (CodeObject Code, int Index) Next(ThreadState thread) => (program.Functions[thread.Frames[^1].Function], thread.Frames[^1].Next);

    /// <summary>Whether a thread waits for a lock that is held.</summary>
    public bool IsBlocked(ThreadState thread, SharedState shared) =>
        LockAwaited(thread) is >= 0 and int number && shared.Globals[number] != 0;

    /// <summary>The number of the lock that a thread's next instruction takes; −1 when it takes none.</summary>
    public int LockAwaited(ThreadState thread)
    {
        if (thread.Status != ThreadStatus.Running)
            return -1;
        var (code, index) = Next(thread);
        Instruction instruction = code.Instructions[index];
        return instruction.Opcode == Opcode.BeforeWith || instruction is { Opcode: Opcode.Call, Callee.Native: Native.AcquireLock }
            ? (int)thread.Frames[^1].Stack[^1]
            : -1;
    }

    /// <summary>Runs one instruction, which must not be blocked; true when a check point is behind it.</summary>
    public bool Step(ThreadState thread, SharedState shared)
    {
        FrameState frame = thread.Frames[^1];
        CodeObject code = program.Functions[frame.Function];
        Instruction instruction = code.Instructions[frame.Next];
        try
        {
            Execute(thread, shared, frame, code, instruction);
        }
        catch (OverflowException)
        {
            Fail(thread, instruction, Failures.Overflow);
        }
        catch (DivideByZeroException)
        {
            Fail(thread, instruction, Failures.ZeroDivision);
        }

        return checkPoints == CheckPoints.EveryInstruction || thread.Status != ThreadStatus.Running
            || instruction.Opcode is Opcode.Resume or Opcode.JumpBackward || instruction is { Opcode: Opcode.Call, Callee.Function: < 0 };
    }

    private void Execute(ThreadState thread, SharedState shared, FrameState frame, CodeObject code, Instruction instruction)
    {
        int argument = instruction.Argument;
        int next = frame.Next + 1;
        switch (instruction.Opcode)
        {
            case Opcode.LoadFast:
                frame.Push(frame.Locals[argument]);
                break;
            case Opcode.StoreFast:
                frame.Locals[argument] = frame.Pop();
                break;
            case Opcode.LoadConst:
                frame.Push(code.Constants[argument].Value);
                break;
            case Opcode.LoadGlobal when code.GlobalOf(instruction) is >= 0 and int global:
                frame.Push(program.Globals[global].IsLock ? global : shared.Globals[global]);
                break;
            case Opcode.StoreGlobal:
                shared.Globals[code.GlobalOf(instruction)] = frame.Pop();
                break;
            case Opcode.BinaryOp:
            {
                long right = frame.Pop();
                frame.Push(((BinaryOperator)(argument % Operators.InPlace)).Apply(frame.Pop(), right));
                break;
            }

            case Opcode.CompareOp:
            {
                long right = frame.Pop();
                frame.Push(((CompareOperator)(argument >> 4)).Holds(frame.Pop(), right) ? 1 : 0);
                break;
            }

            case Opcode.UnaryNegative:
                frame.Push(checked(-frame.Pop()));
                break;
            case Opcode.UnaryNot:
                frame.Push(frame.Pop() == 0 ? 1 : 0);
                break;
            case Opcode.Copy:
                frame.Push(frame.Stack[^1]);
                break;
            case Opcode.Swap:
            {
                long top = frame.Pop();
                frame.Stack.Insert(frame.Stack.Count - instruction.Width, top);
                break;
            }

            case Opcode.PopTop:
                frame.Stack.RemoveRange(frame.Stack.Count - instruction.Width, instruction.Width);
                break;
            case Opcode.PopJumpIfFalse:
                next = frame.Pop() == 0 ? argument : next;
                break;
            case Opcode.PopJumpIfTrue:
                next = frame.Pop() != 0 ? argument : next;
                break;
            case Opcode.JumpForward or Opcode.JumpBackward:
                next = argument;
                break;
            case Opcode.ForIter:
                next = Iterate(frame) ? next : argument;
                break;
            case Opcode.EndFor:
                frame.Stack.RemoveRange(frame.Stack.Count - StackDepths.RangeWidth, StackDepths.RangeWidth);
                break;
            case Opcode.BeforeWith:
                shared.Globals[(int)frame.Stack[^1]] = thread.Thread + 1;
                frame.Push(1);
                break;
            case Opcode.Call when instruction.Callee.Function >= 0:
                Enter(thread, frame, instruction);
                break;
            case Opcode.Call:
                next = CallNative(thread, shared, frame, instruction) ? next : frame.Next;
                break;
            case Opcode.ReturnValue:
                Return(thread, frame.Pop());
                break;
            case Opcode.ReturnConst:
                Return(thread, code.Constants[argument].Value);
                break;
        }

        frame.Next = next;
    }

    private static bool Iterate(FrameState frame)
    {
        List<long> stack = frame.Stack;
        long at = stack[^3], stop = stack[^2], by = stack[^1];
        if (by > 0 ? at >= stop : at <= stop)
            return false;
        long after = unchecked(at + by);
        stack[^3] = ((at ^ after) & (by ^ after)) < 0 ? stop : after;
        frame.Push(at);
        return true;
    }

    private void Enter(ThreadState thread, FrameState caller, Instruction call)
    {
        if (thread.Frames.Count >= MaxDepth)
        {
            Fail(thread, call, Failures.TooDeep);
            return;
        }

        int function = call.Callee.Function;
        var frame = new FrameState(function, program.Functions[function].Locals.Count);
        for (int i = call.Argument - 1; i >= 0; i--)
            frame.Locals[i] = caller.Pop();
        thread.Frames.Add(frame);
    }

    private static void Return(ThreadState thread, long value)
    {
        thread.Frames.RemoveAt(thread.Frames.Count - 1);
        if (thread.Frames.Count == 0)
            thread.End(ThreadStatus.Returned, value);
        else
            thread.Frames[^1].Push(value);
    }

    /// <summary>Runs a native function; false when it is not done yet.</summary>
    private bool CallNative(ThreadState thread, SharedState shared, FrameState frame, Instruction call)
    {
        List<long> stack = frame.Stack;
        switch (call.Callee.Native)
        {
            case Native.Range:
                Range(thread, frame, call);
                break;
            case Native.IntegerRoot:
                if (stack[^1] < 0)
                    Fail(thread, call, Failures.NegativeRoot);
                else
                    stack[^1] = IntegerRoot.Of(stack[^1]);
                break;
            case Native.Print or Native.PrintText:
                return Print(thread, shared, frame, call.Callee.Native);
            case Native.SleepMilliseconds:
                if (stack[^1] < 0)
                    Fail(thread, call, Failures.NegativeSleep);
                else
                    stack[^1] = 0;
                break;
            case Native.HashKilobytes:
                if (stack[^1] is < 0 or > Natives.MaxHashKilobytes)
                    Fail(thread, call, Failures.HashSize);
                else
                    stack[^1] = NativeHash.Of(stack[^1]);
                break;
            case Native.AcquireLock:
                shared.Globals[(int)stack[^1]] = thread.Thread + 1;
                stack[^1] = 1;
                break;
            case Native.ReleaseLock:
                Free(thread, shared, (int)stack[^1], call);
                stack[^1] = 0;
                break;
            case Native.ExitWith:
                Free(thread, shared, (int)stack[^4], call);
                stack.RemoveRange(stack.Count - 4, 4);
                stack.Add(0);
                break;
        }

        return true;
    }

    private void Free(ThreadState thread, SharedState shared, int number, Instruction call)
    {
        if (shared.Globals[number] == 0)
            Fail(thread, call, Failures.NotHeld);
        shared.Globals[number] = 0;
    }

    private void Range(ThreadState thread, FrameState frame, Instruction call)
    {
        long by = call.Argument == 3 ? frame.Pop() : 1;
        long stop = frame.Pop();
        long start = call.Argument == 1 ? 0 : frame.Pop();
        if (by == 0)
            Fail(thread, call, Failures.ZeroStep);
        frame.Stack.AddRange([start, stop, by]);
    }

    /// <summary>Writes the value, and in a second step, before which others may come, the end of the line.</summary>
    private static bool Print(ThreadState thread, SharedState shared, FrameState frame, Native native)
    {
        if (thread.Phase == 0)
        {
            if (native == Native.Print)
                shared.PrintNumber(frame.Stack[^1]);
            else
                shared.PrintText(frame.Stack[^1]);
            thread.Phase = 1;
            return false;
        }

        shared.PrintLineEnd();
        frame.Stack[^1] = 0;
        thread.Phase = 0;
        return true;
    }

    private void Fail(ThreadState thread, Instruction instruction, string message)
    {
        string text = new ProgramException(instruction.Line, message).Message;
        int number = _failures.IndexOf(text);
        if (number < 0)
        {
            number = _failures.Count;
            _failures.Add(text);
        }

        thread.End(ThreadStatus.Failed, number);
    }
}
