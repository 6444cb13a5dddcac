using System.Numerics;

namespace Glia.Networks;

/// <summary>Adam.</summary>
internal sealed record AdamDescent(double Beta1, double Beta2, double Epsilon) : DescentRule
{
    private readonly float _beta1 = CheckedShare(Beta1, "beta1");
    private readonly float _beta2 = CheckedShare(Beta2, "beta2");
    private readonly float _epsilon = Epsilon > 0 ? (float)Epsilon : throw new ArgumentOutOfRangeException("epsilon", Epsilon, "Adam's ε must be greater than 0.");

    public override IDescent Start(int parameters) => new State(this, parameters);

    private sealed class State(AdamDescent rule, int parameters) : IDescent
    {
        private readonly float[] _mean = new float[parameters];
        private readonly float[] _square = new float[parameters];
        private int _steps;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float rate)
        {
            _steps++;
            var step = (float)(rate / (1 - Math.Pow(rule.Beta1, _steps)));
            var correction = (float)(1 / (1 - Math.Pow(rule.Beta2, _steps)));
            var i = 0;
            for (; i <= parameters.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var g = new Vector<float>(gradient[i..]);
                var old = new Vector<float>(_mean.AsSpan(i));
                var oldSquare = new Vector<float>(_square.AsSpan(i));
                var mean = old + ((g - old) * (1 - rule._beta1));
                var square = oldSquare + (((g * g) - oldSquare) * (1 - rule._beta2));
                mean.CopyTo(_mean.AsSpan(i));
                square.CopyTo(_square.AsSpan(i));
                var root = Vector.SquareRoot(square * correction) + new Vector<float>(rule._epsilon);
                (new Vector<float>(parameters[i..]) - (mean * step / root)).CopyTo(parameters[i..]);
            }

            for (; i < parameters.Length; i++)
            {
                var g = gradient[i];
                _mean[i] += (g - _mean[i]) * (1 - rule._beta1);
                _square[i] += ((g * g) - _square[i]) * (1 - rule._beta2);
                parameters[i] -= _mean[i] * step / (MathF.Sqrt(_square[i] * correction) + rule._epsilon);
            }
        }
    }
}
