"""Claims without a figure: 超额完成目标, 同比有所增长, 最高, 高于, 均实现增长."""
