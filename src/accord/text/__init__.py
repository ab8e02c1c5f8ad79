"""What every stage asks of a text: sentences, words, names, times, quantities, and the tables behind them."""
