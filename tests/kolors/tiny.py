"""Builds a tiny random Kolors, 1.4 MB of weights in the layout of the real one, and its inpainting UNet; downloads nothing."""

from __future__ import annotations

import io
from pathlib import Path

import sentencepiece
import torch
from diffusers import AutoencoderKL, EulerDiscreteScheduler, KolorsPipeline, UNet2DConditionModel
from diffusers.pipelines.kolors.text_encoder import ChatGLMConfig, ChatGLMModel
from diffusers.pipelines.kolors.tokenizer import ChatGLMTokenizer

WORDS = (
    "一只柴犬戴着墨镜在月球上冲浪", "把背景换成雪山，天上有两朵云", "a red fox reads a book under the old bridge",
    "奶奶在厨房里包饺子", "the moon over a quiet harbour in the rain", "一辆拖拉机开过金色的麦田",
)  # fmt: skip
GLM = ChatGLMConfig(
    num_layers=2, padded_vocab_size=2048, hidden_size=32, ffn_hidden_size=64, kv_channels=8, num_attention_heads=4,
    seq_length=512, multi_query_attention=True, multi_query_group_num=2, add_qkv_bias=True, original_rope=True,
)  # fmt: skip


def _tokenizer(folder: Path) -> ChatGLMTokenizer:
    made = io.BytesIO()
    lines = [f"{one} {other} {number}" for number in range(40) for one in WORDS for other in WORDS]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=made, vocab_size=2000, model_type="bpe", byte_fallback=True,
        unk_id=0, bos_id=1, eos_id=2, pad_id=-1, hard_vocab_limit=False, minloglevel=2, num_threads=1,
    )  # fmt: skip
    path = folder / "tokenizer.model"
    path.write_bytes(made.getvalue())
    return ChatGLMTokenizer(str(path))


def _encoder() -> ChatGLMModel:
    model = ChatGLMModel(GLM)
    for name, weight in model.named_parameters():
        # its norms come as whatever the memory held
        torch.nn.init.ones_(weight) if "norm" in name else torch.nn.init.normal_(weight, std=0.2)
    return model


def _unet(channels: int) -> UNet2DConditionModel:
    return UNet2DConditionModel(
        sample_size=32, in_channels=channels, out_channels=4, block_out_channels=(8, 16), layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        norm_num_groups=4, attention_head_dim=(2, 4), transformer_layers_per_block=1, use_linear_projection=True,
        cross_attention_dim=16, encoder_hid_dim=32, encoder_hid_dim_type="text_proj", addition_embed_type="text_time",
        addition_time_embed_dim=8, projection_class_embeddings_input_dim=32 + 6 * 8,
    )  # fmt: skip


def build(folder: Path) -> Path:
    """FOLDER/kolors, and FOLDER/inpainting with a UNet of nine channels; the same bytes each time."""
    torch.manual_seed(7)
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    vae = AutoencoderKL(
        block_out_channels=(8, 8, 8, 8), down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4, norm_num_groups=4, sample_size=64, force_upcast=False,
    )  # fmt: skip
    pipe = KolorsPipeline(
        vae=vae, text_encoder=_encoder(), tokenizer=_tokenizer(folder), unet=_unet(4),
        scheduler=EulerDiscreteScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.014, steps_offset=1),
        force_zeros_for_empty_prompt=False,
    )  # fmt: skip
    pipe.save_pretrained(folder / "kolors")
    _unet(9).save_pretrained(folder / "inpainting" / "unet")
    return folder
