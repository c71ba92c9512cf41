using System.Runtime.CompilerServices;

namespace Workloads.Interpreter;

/// <summary>The stack machine's evaluation loop.</summary>
/// <remarks>
/// All frames of a thread lie in one stack of 64-bit words: a function's locals, two words with the caller's place, and
/// what the function pushes. The arguments that a caller pushes are the callee's first locals, so that a call copies nothing.
/// </remarks>
internal static unsafe class StackMachine
{
    /// <summary>The words of a frame that hold the caller's place: its next step and its locals.</summary>
    public const int FrameHead = 2;

    /// <summary>Whether every instruction is a check point.</summary>
    public interface IChecking
    {
        static abstract bool Everywhere { get; }
    }

    public readonly struct AtCallsAndBackwardJumps : IChecking
    {
        public static bool Everywhere => false;
    }

    public readonly struct AtEveryInstruction : IChecking
    {
        public static bool Everywhere => true;
    }

    /// <summary>Runs a function whose arguments lie at the bottom of the thread's stack.</summary>
    /// <returns>What it returns.</returns>
    /// <exception cref="ProgramException">The program failed.</exception>
    /// <exception cref="OperationCanceledException">The thread was told to stop.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Run<TChecking>(MachineThread thread, int function)
        where TChecking : struct, IChecking
    {
        Quick* steps = thread.Program.Steps;
        QuickFunction* functions = thread.Program.Functions;
        long* globals = thread.Globals;
        int* requests = thread.Requests;
        long* limit = thread.StackEnd;

        long* fp = thread.Stack;
        QuickFunction* callee = functions + function;
        Quick* pc = callee->Entry - 1;
        long* sp = fp + callee->Locals;
        sp[0] = 0;
        sp[1] = 0;
        sp += FrameHead;
        Quick* step = pc;

        while (true)
        {
            if (TChecking.Everywhere && Volatile.Read(ref *requests) != 0)
                thread.CheckPoint();
            step = pc++;
            switch (step->Code)
            {
                case QuickCode.Nop:
                    break;
                case QuickCode.Resume:
                    if (Volatile.Read(ref *requests) != 0)
                        thread.CheckPoint();
                    break;
                case QuickCode.PushLocal:
                    *sp++ = fp[step->Slot];
                    break;
                case QuickCode.PushConstant:
                    *sp++ = step->Operand;
                    break;
                case QuickCode.StoreLocal:
                    fp[step->Slot] = *--sp;
                    break;
                case QuickCode.PushGlobal:
                    *sp++ = Volatile.Read(ref globals[step->Target]);
                    break;
                case QuickCode.StoreGlobal:
                    Volatile.Write(ref globals[step->Target], *--sp);
                    break;
                case QuickCode.Copy:
                    *sp = sp[-1];
                    sp++;
                    break;
                case QuickCode.SwapOver:
                {
                    long top = sp[-1];
                    long* place = sp - 1;
                    for (int i = 0; i < step->Slot; i++, place--)
                        *place = place[-1];
                    *place = top;
                    break;
                }

                case QuickCode.Pop:
                    sp -= step->Slot;
                    break;
                case QuickCode.Negate:
                    if (sp[-1] == long.MinValue)
                        goto overflow;
                    sp[-1] = -sp[-1];
                    break;
                case QuickCode.Not:
                    sp[-1] = sp[-1] == 0 ? 1 : 0;
                    break;
                case QuickCode.Add:
                {
                    long right = *--sp, left = sp[-1], sum = left + right;
                    if (((left ^ sum) & (right ^ sum)) < 0)
                        goto overflow;
                    sp[-1] = sum;
                    break;
                }

                case QuickCode.Subtract:
                {
                    long right = *--sp, left = sp[-1], difference = left - right;
                    if (((left ^ right) & (left ^ difference)) < 0)
                        goto overflow;
                    sp[-1] = difference;
                    break;
                }

                case QuickCode.Multiply:
                {
                    long right = *--sp;
                    long high = Math.BigMul(sp[-1], right, out long low);
                    if (high != low >> 63)
                        goto overflow;
                    sp[-1] = low;
                    break;
                }

                case QuickCode.FloorDivide:
                {
                    long right = *--sp;
                    if (right == 0)
                        goto zeroDivision;
                    if (right == -1 && sp[-1] == long.MinValue)
                        goto overflow;
                    sp[-1] = Operators.FloorDivide(sp[-1], right);
                    break;
                }

                case QuickCode.Remainder:
                {
                    long right = *--sp;
                    if (right == 0)
                        goto zeroDivision;
                    sp[-1] = Operators.Remainder(sp[-1], right);
                    break;
                }

                case QuickCode.Compare:
                    sp--;
                    sp[-1] = ((CompareOperator)step->Operand).Holds(sp[-1], sp[0]) ? 1 : 0;
                    break;
                case QuickCode.Jump:
                    pc = steps + step->Target;
                    break;
                case QuickCode.JumpBackward:
                    pc = steps + step->Target;
                    if (Volatile.Read(ref *requests) != 0)
                        thread.CheckPoint();
                    break;
                case QuickCode.JumpIfZero:
                    if (*--sp == 0)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfNotZero:
                    if (*--sp != 0)
                        pc = steps + step->Target;
                    break;
                case QuickCode.ForIter:
                {
                    if (Next(sp, out long next))
                        *sp++ = next;
                    else
                        pc = steps + step->Target;
                    break;
                }

                case QuickCode.ForIterToLocal:
                {
                    if (Next(sp, out long next))
                        fp[step->Slot] = next;
                    else
                        pc = steps + step->Target;
                    break;
                }

                case QuickCode.EndFor:
                    sp -= StackDepths.RangeWidth;
                    break;

                case QuickCode.CallWithLocalPlusConstant:
                {
                    long local = fp[step->Slot], sum = local + step->Operand;
                    if (((local ^ sum) & (step->Operand ^ sum)) < 0)
                        goto overflow;
                    *sp++ = sum;
                    goto case QuickCode.Call;
                }

                case QuickCode.Call:
                {
                    callee = functions + step->Target;
                    long* frame = sp - callee->Arguments;
                    if (frame + callee->FrameSize > limit)
                        goto tooDeep;
                    sp = frame + callee->Locals;
                    sp[0] = (long)pc;
                    sp[1] = (long)fp;
                    sp += FrameHead;
                    fp = frame;
                    pc = callee->Entry;
                    if (Volatile.Read(ref *requests) != 0)
                        thread.CheckPoint();
                    break;
                }

                case QuickCode.CallNative:
                    sp = thread.CallNative((Native)step->Target, step->Slot, sp, step);
                    if (Volatile.Read(ref *requests) != 0)
                        thread.CheckPoint();
                    break;
                case QuickCode.TakeLock:
                    thread.AcquireLock(sp[-1]);
                    *sp++ = 1;
                    break;

                case QuickCode.ReturnConstant:
                {
                    long* head = fp + step->Slot;
                    long value = step->Operand;
                    sp = fp;
                    pc = (Quick*)head[0];
                    fp = (long*)head[1];
                    if (pc is null)
                        return value;
                    *sp++ = value;
                    break;
                }

                case QuickCode.AddAndReturn:
                {
                    long right = *--sp, left = sp[-1], sum = left + right;
                    if (((left ^ sum) & (right ^ sum)) < 0)
                        goto overflow;
                    sp[-1] = sum;
                    goto case QuickCode.Return;
                }

                case QuickCode.Return:
                {
                    long* head = fp + step->Slot;
                    long value = sp[-1];
                    sp = fp;
                    pc = (Quick*)head[0];
                    fp = (long*)head[1];
                    if (pc is null)
                        return value;
                    *sp++ = value;
                    break;
                }

                case QuickCode.AddConstant:
                {
                    long left = sp[-1], sum = left + step->Operand;
                    if (((left ^ sum) & (step->Operand ^ sum)) < 0)
                        goto overflow;
                    sp[-1] = sum;
                    break;
                }

                case QuickCode.PushLocalPlusConstant:
                {
                    long local = fp[step->Slot], sum = local + step->Operand;
                    if (((local ^ sum) & (step->Operand ^ sum)) < 0)
                        goto overflow;
                    *sp++ = sum;
                    break;
                }

                case QuickCode.AddConstantToLocal:
                {
                    long local = fp[step->Slot], sum = local + step->Operand;
                    if (((local ^ sum) & (step->Operand ^ sum)) < 0)
                        goto overflow;
                    fp[step->Slot] = sum;
                    break;
                }

                case QuickCode.PushLocalRemainderLocal:
                {
                    long right = fp[step->Operand];
                    if (right == 0)
                        goto zeroDivision;
                    *sp++ = Operators.Remainder(fp[step->Slot], right);
                    break;
                }

                case QuickCode.JumpIfLocalLessConstant:
                    if (fp[step->Slot] < step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalLessOrEqualConstant:
                    if (fp[step->Slot] <= step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalEqualConstant:
                    if (fp[step->Slot] == step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalNotEqualConstant:
                    if (fp[step->Slot] != step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalGreaterConstant:
                    if (fp[step->Slot] > step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalGreaterOrEqualConstant:
                    if (fp[step->Slot] >= step->Operand)
                        pc = steps + step->Target;
                    break;

                case QuickCode.JumpIfLocalLessLocal:
                    if (fp[step->Slot] < fp[step->Operand])
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalLessOrEqualLocal:
                    if (fp[step->Slot] <= fp[step->Operand])
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalEqualLocal:
                    if (fp[step->Slot] == fp[step->Operand])
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalNotEqualLocal:
                    if (fp[step->Slot] != fp[step->Operand])
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalGreaterLocal:
                    if (fp[step->Slot] > fp[step->Operand])
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfLocalGreaterOrEqualLocal:
                    if (fp[step->Slot] >= fp[step->Operand])
                        pc = steps + step->Target;
                    break;

                case QuickCode.JumpIfTopLessConstant:
                    if (*--sp < step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfTopLessOrEqualConstant:
                    if (*--sp <= step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfTopEqualConstant:
                    if (*--sp == step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfTopNotEqualConstant:
                    if (*--sp != step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfTopGreaterConstant:
                    if (*--sp > step->Operand)
                        pc = steps + step->Target;
                    break;
                case QuickCode.JumpIfTopGreaterOrEqualConstant:
                    if (*--sp >= step->Operand)
                        pc = steps + step->Target;
                    break;
            }
        }

        overflow:
        throw thread.Failure(step, Failures.Overflow);
        zeroDivision:
        throw thread.Failure(step, Failures.ZeroDivision);
        tooDeep:
        throw thread.Failure(step, Failures.TooDeep);
    }

    /// <summary>Moves the iterator on top of the stack on, and returns the number that it stood at; false at its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Next(long* sp, out long next)
    {
        long stop = sp[-2], by = sp[-1];
        next = sp[-3];
        if (by > 0 ? next >= stop : next <= stop)
            return false;

        // Beyond the last integer there is only the end.
        long after = next + by;
        sp[-3] = ((next ^ after) & (by ^ after)) < 0 ? stop : after;
        return true;
    }
}
