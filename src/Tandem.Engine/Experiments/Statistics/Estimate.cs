namespace Tandem.Engine.Experiments.Statistics;

/// <summary>A value as measured, and the 95% interval around it.</summary>
public readonly record struct Estimate(double Value, double Low, double High);
